package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCells;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The handles by which a live view reads a cell that others may be writing. */
final class LiveAccess {
    /** {@code (cells, index)long}. */
    static final MethodHandle VERSION = find("version", long.class, int.class);
    /** {@code (cells, index, version)boolean}. */
    static final MethodHandle IS_CURRENT = find("isCurrent", boolean.class, int.class, long.class);

    private static final MethodHandle OFFSET = find("offset", int.class, int.class, long.class);
    private static final MethodHandle MEMORY = find("memory", Memory.class);
    private static final MethodHandle COPY = findCopy();

    private LiveAccess() {}

    private static MethodHandle find(String name, Class<?> returns, Class<?>... parameters) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(VersionedCells.class, name, MethodType.methodType(returns, parameters));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle findCopy() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            LiveAccess.class,
                            "copy",
                            MethodType.methodType(Memory.class, VersionedCells.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes {@code (cells, index, version)T} of {@code (Memory, base)T}. */
    static MethodHandle atVersion(MethodHandle reader) {
        MethodHandle located = MethodHandles.collectArguments(reader, 1, OFFSET);
        MethodHandle found = MethodHandles.collectArguments(located, 0, MEMORY);
        MethodType type =
                MethodType.methodType(reader.type().returnType(), VersionedCells.class, int.class, long.class);
        return MethodHandles.permuteArguments(found, type, 0, 0, 1, 2);
    }

    /** Makes {@code (cells, index)T} of {@code (Memory, base)T}: for readers that run code of users. */
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
