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
        BY_KIND.put(ObjectKind.BARRIER, PartyChecks::barrier);
        BY_KIND.put(ObjectKind.READ_WRITE_LOCK, PartyChecks::readWriteLock);
        BY_KIND.put(ObjectKind.WAIT_BOARD, WaitingChecks::board);
        BY_KIND.put(ObjectKind.CHILDREN, ChildrenCheck::check);
        BY_KIND.put(ObjectKind.BYTE, object -> ValueCheck.value(object, "bBc"));
        BY_KIND.put(ObjectKind.SHORT, object -> ValueCheck.value(object, "hH"));
        BY_KIND.put(ObjectKind.INT, object -> ValueCheck.value(object, "iIu"));
        BY_KIND.put(ObjectKind.LONG, object -> ValueCheck.value(object, "qQ"));
        BY_KIND.put(ObjectKind.FLOAT, object -> ValueCheck.value(object, "f"));
        BY_KIND.put(ObjectKind.DOUBLE, object -> ValueCheck.value(object, "d"));
        BY_KIND.put(ObjectKind.BOOLEAN, object -> ValueCheck.value(object, "?"));
        BY_KIND.put(ObjectKind.BYTE_ARRAY, object -> ValueCheck.array(object, "bBc", Byte.BYTES));
        BY_KIND.put(ObjectKind.SHORT_ARRAY, object -> ValueCheck.array(object, "hH", Short.BYTES));
        BY_KIND.put(ObjectKind.INT_ARRAY, object -> ValueCheck.array(object, "iIu", Integer.BYTES));
        BY_KIND.put(ObjectKind.LONG_ARRAY, object -> ValueCheck.array(object, "qQ", Long.BYTES));
        BY_KIND.put(ObjectKind.FLOAT_ARRAY, object -> ValueCheck.array(object, "f", Integer.BYTES));
        BY_KIND.put(ObjectKind.DOUBLE_ARRAY, object -> ValueCheck.array(object, "d", Long.BYTES));
        BY_KIND.put(ObjectKind.TEXT, CellCheck::text);
        BY_KIND.put(ObjectKind.BYTE_STRING, CellCheck::chars);
        BY_KIND.put(ObjectKind.STRUCT, CellCheck::structs);
        BY_KIND.put(ObjectKind.STRUCT_ARRAY, CellCheck::structs);
        BY_KIND.put(ObjectKind.QUEUE, QueueCheck::check);
        BY_KIND.put(ObjectKind.TRANSIENT_QUEUE, RingCheck::check);
        BY_KIND.put(ObjectKind.PIPE, PipeCheck::check);
        BY_KIND.put(ObjectKind.POOL, PoolCheck::check);
        BY_KIND.put(ObjectKind.SUBSCRIBER, QueueReadersCheck::subscriber);
        BY_KIND.put(ObjectKind.MAP, MapCheck::check);
        BY_KIND.put(ObjectKind.SET, MapCheck::check);
        BY_KIND.put(ObjectKind.LIST, MapCheck::check);
        BY_KIND.put(ObjectKind.NAMESPACE, MapCheck::check);
        BY_KIND.put(ObjectKind.REFERENCE, MapCheck::check);
        BY_KIND.put(ObjectKind.READERS, QueueReadersCheck::readers);
        BY_KIND.put(ObjectKind.LIST_ORDER, ListOrderCheck::check);
    }

    private BodyChecks() {}

    static Consumer<ObjectImage> of(ObjectKind kind) {
        return BY_KIND.getOrDefault(kind, object -> {});
    }
}
