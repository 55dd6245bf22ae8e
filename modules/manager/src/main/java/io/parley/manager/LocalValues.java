package io.parley.manager;

import io.parley.Parley;
import io.parley.value.ManagedArray;
import io.parley.value.ManagedBoolean;
import io.parley.value.ManagedByte;
import io.parley.value.ManagedByteArray;
import io.parley.value.ManagedBytes;
import io.parley.value.ManagedDouble;
import io.parley.value.ManagedDoubleArray;
import io.parley.value.ManagedFloat;
import io.parley.value.ManagedFloatArray;
import io.parley.value.ManagedInt;
import io.parley.value.ManagedIntArray;
import io.parley.value.ManagedLong;
import io.parley.value.ManagedLongArray;
import io.parley.value.ManagedShort;
import io.parley.value.ManagedShortArray;
import io.parley.value.ManagedText;
import io.parley.value.ManagedValue;

/** Values and arrays of this host. */
abstract class LocalValues implements ValueObjects {
    final Parley parley;

    LocalValues(Parley parley) {
        this.parley = parley;
    }

    @Override
    public ManagedLong longValue(String name, long initial) {
        return parley.longValue(name, initial);
    }

    @Override
    public ManagedInt intValue(String name, int initial) {
        return parley.intValue(name, initial);
    }

    @Override
    public ManagedDouble doubleValue(String name, double initial) {
        return parley.doubleValue(name, initial);
    }

    @Override
    public ManagedBoolean booleanValue(String name, boolean initial) {
        return parley.booleanValue(name, initial);
    }

    @Override
    public ManagedValue value(String name, String typeCode, Object initial) {
        return parley.value(name, typeCode, initial);
    }

    @Override
    public ManagedLongArray longArray(String name, int length) {
        return parley.longArray(name, length);
    }

    @Override
    public ManagedLongArray longArrayOf(String name, long... content) {
        return parley.longArrayOf(name, content);
    }

    @Override
    public ManagedShort shortValue(String name, short initial) {
        return parley.shortValue(name, initial);
    }

    @Override
    public ManagedByte byteValue(String name, byte initial) {
        return parley.byteValue(name, initial);
    }

    @Override
    public ManagedFloat floatValue(String name, float initial) {
        return parley.floatValue(name, initial);
    }

    @Override
    public ManagedShortArray shortArray(String name, int length) {
        return parley.shortArray(name, length);
    }

    @Override
    public ManagedShortArray shortArrayOf(String name, short... content) {
        return parley.shortArrayOf(name, content);
    }

    @Override
    public ManagedFloatArray floatArray(String name, int length) {
        return parley.floatArray(name, length);
    }

    @Override
    public ManagedFloatArray floatArrayOf(String name, float... content) {
        return parley.floatArrayOf(name, content);
    }

    @Override
    public ManagedIntArray intArray(String name, int length) {
        return parley.intArray(name, length);
    }

    @Override
    public ManagedIntArray intArrayOf(String name, int... content) {
        return parley.intArrayOf(name, content);
    }

    @Override
    public ManagedDoubleArray doubleArray(String name, int length) {
        return parley.doubleArray(name, length);
    }

    @Override
    public ManagedDoubleArray doubleArrayOf(String name, double... content) {
        return parley.doubleArrayOf(name, content);
    }

    @Override
    public ManagedByteArray byteArray(String name, int length) {
        return parley.byteArray(name, length);
    }

    @Override
    public ManagedByteArray byteArrayOf(String name, byte... content) {
        return parley.byteArrayOf(name, content);
    }

    @Override
    public ManagedArray array(String name, String typeCode, int length) {
        return parley.array(name, typeCode, length);
    }

    @Override
    public ManagedText text(String name, int maxUtf8Bytes, String initial) {
        return parley.text(name, maxUtf8Bytes, initial);
    }

    @Override
    public ManagedBytes bytes(String name, int capacity) {
        return parley.bytes(name, capacity);
    }

    @Override
    public ManagedBytes bytes(String name, byte[] initial) {
        return parley.bytes(name, initial);
    }
}
