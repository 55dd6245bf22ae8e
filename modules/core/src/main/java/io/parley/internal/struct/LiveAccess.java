package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCells;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What a live view does to read more than a field: it takes a copy that is known to be consistent. */
final class LiveAccess {
    private static final MethodHandle COPY = findCopy();

    private LiveAccess() {}

    private static MethodHandle findCopy() {
        try {
            MethodType type = MethodType.methodType(Memory.class, VersionedCells.class, int.class);
            return MethodHandles.lookup().findStatic(LiveAccess.class, "copy", type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes {@code (cells, index)T} of {@code (Memory, base)T}. */
    static MethodHandle snapshot(MethodHandle reader) {
        return MethodHandles.collectArguments(MethodHandles.insertArguments(reader, 1, 0), 0, COPY);
    }

    private static Memory copy(VersionedCells cells, int index) {
        Memory copy = Memory.allocate(cells.copyBytes(), cells.memory().name());
        while (cells.tryRead(index, copy) == VersionedCells.NEVER_CONSISTENT) {
            Thread.yield();
        }
        return copy;
    }
}
