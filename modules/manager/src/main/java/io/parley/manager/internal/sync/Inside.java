package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.sync.SharedLock;
import io.parley.value.SharedArray;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;

/**
 * In what a lock lies that has no name of its own.
 *
 * @param type the value's or the elements'
 * @param length of the array; {@link #VALUE} of a value
 */
record Inside(TypeCode type, int length) {
    static final int VALUE = -1;

    void write(MessageWriter out) {
        out.writeByte(type.letter());
        out.writeInt(length);
    }

    static Inside read(MessageReader in) {
        return new Inside(TypeCode.of(String.valueOf((char) in.readByte())), in.readInt());
    }

    /** The value or array. */
    SharedObject open(Parley parley, String name) {
        if (type == TypeCode.CHAR && length != VALUE) {
            return parley.bytes(name, length);
        }
        String letter = String.valueOf(type.letter());
        return length == VALUE ? parley.value(name, letter, type.fromBits(0)) : parley.array(name, letter, length);
    }

    static SharedLock lock(SharedObject whole) {
        return whole instanceof SharedValue value ? value.lock() : ((SharedArray) whole).lock();
    }
}
