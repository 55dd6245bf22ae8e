package io.parley.manager;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.References;
import io.parley.manager.internal.value.RemoteArray;
import io.parley.manager.internal.value.RemoteBoolean;
import io.parley.manager.internal.value.RemoteByte;
import io.parley.manager.internal.value.RemoteByteArray;
import io.parley.manager.internal.value.RemoteBytes;
import io.parley.manager.internal.value.RemoteDouble;
import io.parley.manager.internal.value.RemoteDoubleArray;
import io.parley.manager.internal.value.RemoteFloat;
import io.parley.manager.internal.value.RemoteFloatArray;
import io.parley.manager.internal.value.RemoteInt;
import io.parley.manager.internal.value.RemoteIntArray;
import io.parley.manager.internal.value.RemoteLong;
import io.parley.manager.internal.value.RemoteLongArray;
import io.parley.manager.internal.value.RemoteShort;
import io.parley.manager.internal.value.RemoteShortArray;
import io.parley.manager.internal.value.RemoteText;
import io.parley.manager.internal.value.RemoteValue;
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
import io.parley.value.TypeCode;

/** Values and arrays of another host. */
abstract class RemoteValues implements ValueObjects {
    final Link link;
    private final References references;

    RemoteValues(Link link) {
        this.link = link;
        this.references = new References(link, stored -> Referred.open((Manager) this, stored));
    }

    /** The codec to use at this manager: values that are objects of it go in and come out live. */
    final <T> Codec<T> bound(Codec<T> codec) {
        return references.bind(codec);
    }

    @Override
    public ManagedLong longValue(String name, long initial) {
        return new RemoteLong(link, name, initial);
    }

    @Override
    public ManagedInt intValue(String name, int initial) {
        return new RemoteInt(link, name, initial);
    }

    @Override
    public ManagedDouble doubleValue(String name, double initial) {
        return new RemoteDouble(link, name, initial);
    }

    @Override
    public ManagedBoolean booleanValue(String name, boolean initial) {
        return new RemoteBoolean(link, name, initial);
    }

    @Override
    public ManagedValue value(String name, String typeCode, Object initial) {
        TypeCode type = TypeCode.of(typeCode);
        return new RemoteValue(link, name, type, initial == null ? 0 : type.toBits(initial));
    }

    @Override
    public ManagedLongArray longArray(String name, int length) {
        return new RemoteLongArray(link, name, length);
    }

    @Override
    public ManagedLongArray longArrayOf(String name, long... content) {
        return new RemoteLongArray(link, name, content);
    }

    @Override
    public ManagedShort shortValue(String name, short initial) {
        return new RemoteShort(link, name, initial);
    }

    @Override
    public ManagedByte byteValue(String name, byte initial) {
        return new RemoteByte(link, name, initial);
    }

    @Override
    public ManagedFloat floatValue(String name, float initial) {
        return new RemoteFloat(link, name, initial);
    }

    @Override
    public ManagedShortArray shortArray(String name, int length) {
        return new RemoteShortArray(link, name, length);
    }

    @Override
    public ManagedShortArray shortArrayOf(String name, short... content) {
        return new RemoteShortArray(link, name, content);
    }

    @Override
    public ManagedFloatArray floatArray(String name, int length) {
        return new RemoteFloatArray(link, name, length);
    }

    @Override
    public ManagedFloatArray floatArrayOf(String name, float... content) {
        return new RemoteFloatArray(link, name, content);
    }

    @Override
    public ManagedIntArray intArray(String name, int length) {
        return new RemoteIntArray(link, name, length);
    }

    @Override
    public ManagedIntArray intArrayOf(String name, int... content) {
        return new RemoteIntArray(link, name, content);
    }

    @Override
    public ManagedDoubleArray doubleArray(String name, int length) {
        return new RemoteDoubleArray(link, name, length);
    }

    @Override
    public ManagedDoubleArray doubleArrayOf(String name, double... content) {
        return new RemoteDoubleArray(link, name, content);
    }

    @Override
    public ManagedByteArray byteArray(String name, int length) {
        return new RemoteByteArray(link, name, length);
    }

    @Override
    public ManagedByteArray byteArrayOf(String name, byte... content) {
        return new RemoteByteArray(link, name, content);
    }

    @Override
    public ManagedArray array(String name, String typeCode, int length) {
        return new RemoteArray(link, name, TypeCode.of(typeCode), length);
    }

    @Override
    public ManagedText text(String name, int maxUtf8Bytes, String initial) {
        return new RemoteText(link, name, maxUtf8Bytes, initial);
    }

    @Override
    public ManagedBytes bytes(String name, int capacity) {
        return new RemoteBytes(link, name, capacity, new byte[0]);
    }

    @Override
    public ManagedBytes bytes(String name, byte[] initial) {
        return new RemoteBytes(link, name, initial.length, initial);
    }
}
