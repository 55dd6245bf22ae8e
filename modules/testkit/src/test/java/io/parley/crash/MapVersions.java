package io.parley.crash;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.value.SharedLongArray;

/**
 * A map of which every key is written by one actor at a time, and what it must hold: for each key the version that was
 * begun and the one that was acknowledged, in plain words of the domain that outlive everybody. A version is even if
 * the key has a value, which tells key and version by itself, and odd if it has none.
 */
final class MapVersions {
    /** Of each actor. */
    static final int KEYS = 2_000;

    final SharedMap<Long, byte[]> map;
    private final SharedLongArray begun;
    private final SharedLongArray acknowledged;

    MapVersions(Parley parley, int actors) {
        map = parley.map("versions", Codecs.int64(), Codecs.bytes(), options -> options.stripes(2));
        begun = parley.longArray("versions-begun", actors * KEYS);
        acknowledged = parley.longArray("versions-acknowledged", actors * KEYS);
    }

    static int key(int actor, int number) {
        return actor * KEYS + number;
    }

    private static boolean isAbsent(long version) {
        return version == 0 || version % 2 != 0;
    }

    boolean isPresent(int key) {
        return !isAbsent(acknowledged.get(key));
    }

    /** Puts the next version; the map must have held the one before. */
    void put(int key) {
        long before = acknowledged.get(key);
        long next = begin(key, false);
        requireVersion(key, before, map.put((long) key, value(key, next)));
        acknowledged.set(key, next);
    }

    void remove(int key) {
        long before = acknowledged.get(key);
        long next = begin(key, true);
        requireVersion(key, before, map.remove((long) key));
        acknowledged.set(key, next);
    }

    /** Puts the next version from inside a function. */
    void compute(int key) {
        long before = acknowledged.get(key);
        long next = begin(key, false);
        map.compute((long) key, (ignored, old) -> {
            requireVersion(key, before, old);
            return value(key, next);
        });
        acknowledged.set(key, next);
    }

    private long begin(int key, boolean absent) {
        long next = (acknowledged.get(key) / 2 + 1) * 2 + (absent ? 1 : 0);
        begun.set(key, next);
        return next;
    }

    private static byte[] value(int key, long version) {
        return Traffic.message(key, version, 0);
    }

    private static void requireVersion(int key, long expected, byte[] value) {
        long found = value == null ? -1 : version(key, value);
        if (isAbsent(expected) ? value != null : found != expected) {
            throw new AssertionError(
                    "key " + key + ": expected version " + expected + ", found " + (value == null ? "nothing" : found));
        }
    }

    /** The version that a value says it is; throws unless the value is whole and of this key. */
    static long version(int key, byte[] value) {
        Traffic traffic = Traffic.parse(value);
        if (traffic.producer() != key) {
            throw new AssertionError("key " + key + " has the value of key " + traffic.producer());
        }
        return traffic.number();
    }

    /** For anybody at any time: the value is whole. The version, or -1 if there is none. */
    long read(int key) {
        byte[] value = map.get((long) key);
        return value == null ? -1 : version(key, value);
    }

    /** Its owner is dead: the key has what was acknowledged, or what was begun. From now on that is acknowledged. */
    void settle(int key) {
        long old = acknowledged.get(key);
        long next = begun.get(key);
        long found = read(key);
        if (found == -1) {
            if (!isAbsent(old) && !isAbsent(next)) {
                throw new AssertionError("key " + key + " is lost: acknowledged=" + old + ", begun=" + next);
            }
            found = isAbsent(old) ? old : next;
        } else if (found != old && found != next) {
            throw new AssertionError(
                    "key " + key + " went to version " + found + ": acknowledged=" + old + ", begun=" + next);
        }
        begun.set(key, found);
        acknowledged.set(key, found);
    }

    void settleActor(int actor) {
        for (int i = 0; i < KEYS; i++) {
            settle(key(actor, i));
        }
    }

    void removeAll(int actor) {
        for (int i = 0; i < KEYS; i++) {
            if (isPresent(key(actor, i))) {
                remove(key(actor, i));
            }
        }
    }

    /** Nobody writes, all are settled: each key that there must be is there, once, and no other. */
    void requireExactly(int actors) {
        int expected = 0;
        for (int key = 0; key < actors * KEYS; key++) {
            requireVersion(key, acknowledged.get(key), map.get((long) key));
            expected += isPresent(key) ? 1 : 0;
        }
        int[] found = {0};
        map.forEachEntry((key, value) -> {
            int number = Math.toIntExact(key);
            requireVersion(number, acknowledged.get(number), value);
            found[0]++;
        });
        if (map.size() != expected || found[0] != expected) {
            throw new AssertionError(
                    "entries: expected=" + expected + " size()=" + map.size() + " iterated=" + found[0]);
        }
    }
}
