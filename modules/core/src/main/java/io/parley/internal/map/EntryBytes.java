package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of an entry: lengths of seven bits a byte, copies that cost little for few bytes, the checksum. */
final class EntryBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Up to here copying word by word costs less than the JDK's bulk operations. */
    private static final int FEW = 64;

    private static final int SHIFT = 7;
    private static final int MORE = 0x80;
    private static final long CITY_HASH_K2 = 0x9AE16A3B2F90404FL;

    private EntryBytes() {}

    /** How many bytes a length takes. */
    static int bytesOf(int length) {
        if (length < MORE) {
            return 1;
        }
        return (Integer.SIZE - Integer.numberOfLeadingZeros(length) + SHIFT - 1) / SHIFT;
    }

    /** Writes a length; where what follows it is to go. */
    static int putLength(ByteBuffer words, int offset, int length) {
        int at = offset;
        int rest = length;
        for (; rest >= MORE; rest >>>= SHIFT) {
            words.put(at++, (byte) (MORE | rest));
        }
        words.put(at++, (byte) rest);
        return at;
    }

    /** Reads a length; −1 if there is none before {@code end} that {@link #putLength} would write. */
    static int getLength(ByteBuffer words, int offset, int end) {
        int length = 0;
        int at = offset;
        for (int shift = 0; at < end && length < DataLayout.MAX_LENGTH && shift < 4 * SHIFT; shift += SHIFT) {
            byte found = words.get(at++);
            length |= (found & MORE - 1) << shift;
            if (found >= 0) {
                return found == 0 && shift > 0 || length >= DataLayout.MAX_LENGTH ? -1 : length;
            }
        }
        return -1;
    }

    /** Whether a part of a mapping, which is long enough, has the bytes of a message. */
    static boolean equal(ByteBuffer words, int offset, byte[] message, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if (Words.getLong(words, offset + i) != (long) LONG.get(message, i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (words.get(offset + i) != message[i]) {
                return false;
            }
        }
        return true;
    }

    /** Copies a message into the mapping; where what follows it is to go. */
    static int put(ByteBuffer words, int offset, MessageBuffer message) {
        byte[] bytes = message.array();
        int length = message.length();
        if (length > FEW) {
            words.put(offset, bytes, 0, length);
            return offset + length;
        }
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            Words.putLong(words, offset + i, (long) LONG.get(bytes, i));
        }
        for (; i < length; i++) {
            words.put(offset + i, bytes[i]);
        }
        return offset + length;
    }

    /** Makes a part of the mapping the message, to be read from its beginning. */
    static void get(ByteBuffer words, int offset, int length, MessageBuffer message) {
        message.reset();
        append(words, offset, length, message);
    }

    /** Copies a part of the mapping behind the message, which is to be read from its beginning. */
    static void append(ByteBuffer words, int offset, int length, MessageBuffer message) {
        int to = message.length();
        message.ensureCapacity(to + length);
        byte[] bytes = message.array();
        if (length > FEW) {
            words.get(offset, bytes, to, length);
        } else {
            int i = 0;
            for (; i <= length - Long.BYTES; i += Long.BYTES) {
                LONG.set(bytes, to + i, Words.getLong(words, offset + i));
            }
            for (; i < length; i++) {
                bytes[to + i] = words.get(offset + i);
            }
        }
        message.setLength(to + length);
    }

    /** Copies a multiple of eight bytes from one mapping to another. */
    static void copy(ByteBuffer source, int from, ByteBuffer target, int to, int length) {
        if (length > FEW) {
            target.put(to, source, from, length);
            return;
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            Words.putLong(target, to + i, Words.getLong(source, from + i));
        }
    }

    /**
     * The checksum of an entry: the hash of its value with the value's length before it, mixed with the key's hash as
     * CityHash does with two words.
     */
    static int checksum(ByteBuffer words, long keyHash, int keyLength, int payload, int payloadLength) {
        long sum = XxHash64.hash(words, payload, payloadLength);
        long mul = CITY_HASH_K2 + ((long) keyLength << 1);
        long a = keyHash + CITY_HASH_K2;
        long c = Long.rotateRight(sum, 37) * mul + a;
        long d = (Long.rotateRight(a, 25) + sum) * mul;
        long e = (c ^ d) * mul;
        e ^= e >>> 47;
        long f = (d ^ e) * mul;
        f ^= f >>> 47;
        long primary = f * mul;
        return (int) (primary ^ primary >>> 32);
    }
}
