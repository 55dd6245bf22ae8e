package io.parley.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What callers saw of a queue, and whether a queue can be the reason: each value put once is taken once, none is taken
 * that was not put, none is left over, and what was put before another one began to be put is not taken after it.
 */
final class FifoHistory {
    /** One call: between which moments, and which value. */
    record Seen(long value, long startNs, long endNs) {
        boolean isBefore(Seen other) {
            return endNs < other.startNs;
        }
    }

    final List<Seen> puts = new ArrayList<>();
    final List<Seen> takes = new ArrayList<>();

    synchronized void put(long value, long startNs) {
        puts.add(new Seen(value, startNs, System.nanoTime()));
    }

    synchronized void taken(long value, long startNs) {
        takes.add(new Seen(value, startNs, System.nanoTime()));
    }

    /** What no queue does; empty if there is nothing. */
    Optional<String> violation() {
        Map<Long, Seen> putOf = new HashMap<>();
        puts.forEach(put -> putOf.put(put.value, put));
        Map<Long, Seen> takeOf = new HashMap<>();
        for (Seen take : takes) {
            Seen put = putOf.get(take.value);
            if (put == null || take.isBefore(put)) {
                return Optional.of("taken before it was put: " + take);
            }
            if (takeOf.put(take.value, take) != null) {
                return Optional.of("taken twice: " + take);
            }
        }
        for (Seen put : puts) {
            if (!takeOf.containsKey(put.value)) {
                return Optional.of("lost: " + put);
            }
        }
        return outOfOrder(takeOf);
    }

    private Optional<String> outOfOrder(Map<Long, Seen> takeOf) {
        for (Seen first : puts) {
            for (Seen second : puts) {
                if (first.isBefore(second) && takeOf.get(second.value).isBefore(takeOf.get(first.value))) {
                    return Optional.of("not first in, first out: " + first + " was put before " + second);
                }
            }
        }
        return Optional.empty();
    }
}
