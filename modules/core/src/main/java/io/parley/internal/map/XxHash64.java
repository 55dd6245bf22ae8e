package io.parley.internal.map;

import io.parley.internal.memory.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0, after "xxHash fast digest algorithm" by Yann Collet, version 0.1.1: the hash that the format of
 * Chronicle Map uses for keys, entries and the header.
 *
 * <p><b>Threading:</b> any. <b>Allocation:</b> none.
 */
final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    /** The hash of a part of an array. */
    static long hash(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        long hash = PRIME_5;
        if (length >= STRIPE) {
            long a = PRIME_1 + PRIME_2;
            long b = PRIME_2;
            long c = 0;
            long d = -PRIME_1;
            for (; at <= end - STRIPE; at += STRIPE) {
                a = round(a, (long) LONG.get(bytes, at));
                b = round(b, (long) LONG.get(bytes, at + 8));
                c = round(c, (long) LONG.get(bytes, at + 16));
                d = round(d, (long) LONG.get(bytes, at + 24));
            }
            hash = converge(a, b, c, d);
        }
        hash += length;
        for (; at <= end - 8; at += 8) {
            hash = mixLong(hash, (long) LONG.get(bytes, at));
        }
        if (at <= end - 4) {
            hash = mixInt(hash, (int) INT.get(bytes, at));
            at += 4;
        }
        for (; at < end; at++) {
            hash = mixByte(hash, bytes[at]);
        }
        return avalanche(hash);
    }

    /** The hash of a part of a mapping. */
    static long hash(ByteBuffer words, int from, int length) {
        int at = from;
        int end = from + length;
        long hash = PRIME_5;
        if (length >= STRIPE) {
            long a = PRIME_1 + PRIME_2;
            long b = PRIME_2;
            long c = 0;
            long d = -PRIME_1;
            for (; at <= end - STRIPE; at += STRIPE) {
                a = round(a, Words.getLong(words, at));
                b = round(b, Words.getLong(words, at + 8));
                c = round(c, Words.getLong(words, at + 16));
                d = round(d, Words.getLong(words, at + 24));
            }
            hash = converge(a, b, c, d);
        }
        hash += length;
        for (; at <= end - 8; at += 8) {
            hash = mixLong(hash, Words.getLong(words, at));
        }
        if (at <= end - 4) {
            hash = mixInt(hash, Words.getInt(words, at));
            at += 4;
        }
        for (; at < end; at++) {
            hash = mixByte(hash, words.get(at));
        }
        return avalanche(hash);
    }

    private static long round(long sum, long input) {
        return Long.rotateLeft(sum + input * PRIME_2, 31) * PRIME_1;
    }

    private static long converge(long a, long b, long c, long d) {
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        hash = merge(hash, a);
        hash = merge(hash, b);
        hash = merge(hash, c);
        return merge(hash, d);
    }

    private static long merge(long hash, long sum) {
        return (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
    }

    private static long mixLong(long hash, long input) {
        return Long.rotateLeft(hash ^ round(0, input), 27) * PRIME_1 + PRIME_4;
    }

    private static long mixInt(long hash, int input) {
        return Long.rotateLeft(hash ^ (input & UNSIGNED) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }

    private static long mixByte(long hash, byte input) {
        return Long.rotateLeft(hash ^ (input & 0xFF) * PRIME_5, 11) * PRIME_1;
    }

    private static long avalanche(long sum) {
        long hash = (sum ^ sum >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}
