package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What must hold behind the header, by kind. Offsets are those of the pages in {@code docs/spec}. */
final class BodyChecks {
    private static final Map<ObjectKind, Consumer<ObjectImage>> BY_KIND = new EnumMap<>(ObjectKind.class);

    static {
        BY_KIND.put(ObjectKind.LOCK, LockCheck::check);
        BY_KIND.put(ObjectKind.BINARY_LOCK, LockCheck::binary);
        BY_KIND.put(ObjectKind.CONDITION, WaitingChecks::condition);
        BY_KIND.put(ObjectKind.SEMAPHORE, PermitCheck::check);
        BY_KIND.put(ObjectKind.EVENT, WaitingChecks::event);
        BY_KIND.put(ObjectKind.LATCH, WaitingChecks::latch);
        BY_KIND.put(ObjectKind.WAIT_BOARD, WaitingChecks::board);
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
