package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Never used itself; defined anew for each type, with that type's handles as class data. */
final class StructCodecTemplate extends StructCodec {
    private static final MethodHandle READER = handle(0);
    private static final MethodHandle WRITER = handle(1);

    private static MethodHandle handle(int index) {
        try {
            return MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, index);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    Object read(Memory memory, int base) {
        try {
            return (Object) READER.invokeExact(memory, base);
        } catch (Throwable e) {
            throw StructCodec.<RuntimeException>rethrow(e);
        }
    }

    @Override
    void write(Memory memory, int base, Object value) {
        try {
            WRITER.invokeExact(memory, base, value);
        } catch (Throwable e) {
            throw StructCodec.<RuntimeException>rethrow(e);
        }
    }
}
