package io.parley.manager.internal.value;

import io.parley.value.SharedBoolean;
import io.parley.value.SharedByte;
import io.parley.value.SharedDouble;
import io.parley.value.SharedFloat;
import io.parley.value.SharedInt;
import io.parley.value.SharedLong;
import io.parley.value.SharedShort;
import io.parley.value.SharedValue;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** A value of any type by its bits. Adding to a truth value flips it. */
record Cell(LongSupplier get, LongUnaryOperator getAndSet, LongUnaryOperator getAndAdd, CompareAndSet compareAndSet) {
    @FunctionalInterface
    interface CompareAndSet {
        boolean compareAndSet(long expected, long value);
    }

    static Cell of(SharedValue value) {
        if (value instanceof SharedLong v) {
            return new Cell(v::get, v::getAndSet, v::getAndAdd, v::compareAndSet);
        }
        if (value instanceof SharedInt v) {
            return new Cell(
                    v::get,
                    bits -> v.getAndSet((int) bits),
                    delta -> v.getAndAdd((int) delta),
                    (seen, bits) -> v.compareAndSet((int) seen, (int) bits));
        }
        if (value instanceof SharedShort v) {
            return new Cell(
                    v::get,
                    bits -> v.getAndSet((short) bits),
                    delta -> v.getAndAdd((int) delta),
                    (seen, bits) -> v.compareAndSet((short) seen, (short) bits));
        }
        if (value instanceof SharedByte v) {
            return new Cell(
                    v::get,
                    bits -> v.getAndSet((byte) bits),
                    delta -> v.getAndAdd((int) delta),
                    (seen, bits) -> v.compareAndSet((byte) seen, (byte) bits));
        }
        return value instanceof SharedBoolean v ? of(v) : floating(value);
    }

    private static Cell of(SharedBoolean v) {
        return new Cell(
                () -> v.get() ? 1 : 0,
                bits -> v.getAndSet(bits != 0) ? 1 : 0,
                delta -> v.getAndFlip() ? 1 : 0,
                (seen, bits) -> v.compareAndSet(seen != 0, bits != 0));
    }

    private static Cell floating(SharedValue value) {
        if (value instanceof SharedFloat v) {
            return new Cell(
                    () -> Bits.of(v.get()),
                    bits -> Bits.of(v.getAndSet(Bits.toFloat(bits))),
                    delta -> Bits.of(v.getAndAdd(Bits.toFloat(delta))),
                    (seen, bits) -> v.compareAndSet(Bits.toFloat(seen), Bits.toFloat(bits)));
        }
        SharedDouble v = (SharedDouble) value;
        return new Cell(
                () -> Bits.of(v.get()),
                bits -> Bits.of(v.getAndSet(Bits.toDouble(bits))),
                delta -> Bits.of(v.getAndAdd(Bits.toDouble(delta))),
                (seen, bits) -> v.compareAndSet(Bits.toDouble(seen), Bits.toDouble(bits)));
    }
}
