package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockWord;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What must hold behind the header, by kind. Offsets are those of the pages in {@code docs/spec}. */
final class BodyChecks {
    private static final int BODY = ObjectHeader.LENGTH;
    private static final Map<ObjectKind, Consumer<ObjectImage>> BY_KIND = new EnumMap<>(ObjectKind.class);

    static {
        BY_KIND.put(ObjectKind.LOCK, object -> {
            object.requireLength(BODY + LockWord.LENGTH);
            LockCellCheck.check(object, BODY);
        });
        BY_KIND.put(ObjectKind.LONG, object -> ValueCheck.value(object, 'q'));
        BY_KIND.put(ObjectKind.INT, object -> ValueCheck.value(object, 'i'));
        BY_KIND.put(ObjectKind.LONG_ARRAY, object -> ValueCheck.array(object, 'q', Long.BYTES));
        BY_KIND.put(ObjectKind.INT_ARRAY, object -> ValueCheck.array(object, 'i', Integer.BYTES));
        BY_KIND.put(ObjectKind.TEXT, CellCheck::text);
        BY_KIND.put(ObjectKind.BYTE_STRING, CellCheck::chars);
        BY_KIND.put(ObjectKind.STRUCT, CellCheck::structs);
        BY_KIND.put(ObjectKind.STRUCT_ARRAY, CellCheck::structs);
        BY_KIND.put(ObjectKind.QUEUE, QueueCheck::check);
    }

    private BodyChecks() {}

    static Consumer<ObjectImage> of(ObjectKind kind) {
        return BY_KIND.getOrDefault(kind, object -> {});
    }
}
