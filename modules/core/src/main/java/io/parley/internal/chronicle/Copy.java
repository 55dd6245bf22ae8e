package io.parley.internal.chronicle;

import net.openhft.chronicle.core.UnsafeMemory;

/** Copies between the heap and mapped memory. What is short goes by longs: a call of the JDK's copying costs 40 ns. */
final class Copy {
    private static final long ARRAY = UnsafeMemory.UNSAFE.arrayBaseOffset(byte[].class);
    private static final int SHORT = 512;

    private Copy() {}

    static void toHeap(long address, byte[] target, int offset, int length) {
        long at = ARRAY + offset;
        if (length > SHORT) {
            UnsafeMemory.UNSAFE.copyMemory(null, address, target, at, length);
            return;
        }
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            UnsafeMemory.UNSAFE.putLong(target, at + done, UnsafeMemory.UNSAFE.getLong(address + done));
        }
        for (; done < length; done++) {
            UnsafeMemory.UNSAFE.putByte(target, at + done, UnsafeMemory.UNSAFE.getByte(address + done));
        }
    }

    static void fromHeap(byte[] source, int offset, long address, int length) {
        long at = ARRAY + offset;
        if (length > SHORT) {
            UnsafeMemory.UNSAFE.copyMemory(source, at, null, address, length);
            return;
        }
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            UnsafeMemory.UNSAFE.putLong(address + done, UnsafeMemory.UNSAFE.getLong(source, at + done));
        }
        for (; done < length; done++) {
            UnsafeMemory.UNSAFE.putByte(address + done, UnsafeMemory.UNSAFE.getByte(source, at + done));
        }
    }
}
