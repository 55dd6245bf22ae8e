package io.parley.cli;

import io.parley.value.SharedArray;
import io.parley.value.SharedBoolean;
import io.parley.value.SharedByte;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedDouble;
import io.parley.value.SharedDoubleArray;
import io.parley.value.SharedFloat;
import io.parley.value.SharedFloatArray;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShort;
import io.parley.value.SharedShortArray;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;
import java.util.function.UnaryOperator;

/** Changes a value or element of whatever type in one step, and knows what it was before. */
final class Cells {
    private final UnaryOperator<Object> function;
    private Object before;
    private Object after;

    private Cells(UnaryOperator<Object> function) {
        this.function = function;
    }

    /** What a value was, and what it is. */
    record Change(Object before, Object after) {}

    static Change update(SharedValue value, UnaryOperator<Object> function) {
        Cells cells = new Cells(function);
        cells.update(value);
        return new Change(cells.before, cells.after);
    }

    /** Sets an element, also in one step. */
    static Change set(SharedArray array, int index, Object element) {
        TypeCode type = array.typeCode();
        long bits = type.toBits(element);
        Object before;
        if (array instanceof SharedLongArray numbers) {
            before = type.fromBits(numbers.getAndSet(index, bits));
        } else if (array instanceof SharedIntArray numbers) {
            before = type.fromBits(numbers.getAndSet(index, (int) bits));
        } else if (array instanceof SharedShortArray numbers) {
            before = type.fromBits(numbers.getAndSet(index, (short) bits));
        } else if (array instanceof SharedByteArray numbers) {
            before = type.fromBits(numbers.getAndSet(index, (byte) bits));
        } else if (array instanceof SharedDoubleArray numbers) {
            before = numbers.getAndSet(index, Double.longBitsToDouble(bits));
        } else if (array instanceof SharedFloatArray numbers) {
            before = numbers.getAndSet(index, Float.intBitsToFloat((int) bits));
        } else {
            throw new IllegalArgumentException("no array of numbers: " + array.path() + ". Name another");
        }
        return new Change(before, type.fromBits(bits));
    }

    private void update(SharedValue value) {
        TypeCode type = value.typeCode();
        if (value instanceof SharedLong number) {
            number.getAndUpdate(old -> bits(type, old));
        } else if (value instanceof SharedInt number) {
            number.getAndUpdate(old -> (int) bits(type, old));
        } else if (value instanceof SharedShort number) {
            number.getAndUpdate(old -> (int) bits(type, old));
        } else if (value instanceof SharedByte number) {
            number.getAndUpdate(old -> (int) bits(type, old));
        } else if (value instanceof SharedDouble number) {
            number.getAndUpdate(old -> (double) next(old));
        } else if (value instanceof SharedFloat number) {
            number.getAndUpdate(old -> (double) next((float) old));
            after = ((Double) after).floatValue();
        } else if (value instanceof SharedBoolean truth) {
            boolean set = (boolean) next(false);
            before = truth.getAndSet(set);
        }
    }

    /** Runs again if another was faster: the last run counts. */
    private Object next(Object old) {
        before = old;
        after = function.apply(old);
        return after;
    }

    private long bits(TypeCode type, long old) {
        long bits = type.toBits(next(type.fromBits(old)));
        after = type.fromBits(bits);
        return bits;
    }
}
