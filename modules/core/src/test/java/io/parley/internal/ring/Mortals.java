package io.parley.internal.ring;

import io.parley.internal.live.Liveness;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that live until a test says that they do not. */
final class Mortals {
    private final Set<Integer> dead = ConcurrentHashMap.newKeySet();

    static int owner(int slot) {
        return slot << 20 | 1;
    }

    void kill(int slot) {
        dead.add(owner(slot));
    }

    /** As the process in that slot sees it. */
    Liveness of(int slot) {
        return new Liveness() {
            @Override
            public int self() {
                return owner(slot);
            }

            @Override
            public boolean isAlive(int owner) {
                return !dead.contains(owner);
            }

            @Override
            public String describe(int owner) {
                return "process in slot " + (owner >>> 20);
            }
        };
    }
}
