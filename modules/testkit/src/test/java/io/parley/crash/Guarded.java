package io.parley.crash;

import io.parley.Parley;
import io.parley.value.SharedLong;

/** Two values that are equal whenever nobody holds what guards them; and how many holders had to be told why not. */
final class Guarded {
    /** Long enough that others come to wait. */
    private static final int HOLD_PAUSES = 500;

    final SharedLong left;
    final SharedLong right;
    /** Holders who were told of a dead predecessor. */
    final SharedLong told;

    Guarded(Parley parley) {
        left = parley.longValue("left");
        right = parley.longValue("right");
        told = parley.longValue("told");
    }

    /** Under the lock: repairs what a dead holder left, or insists that there is nothing to repair. */
    void enter(boolean recovered, Runnable markConsistent) {
        if (recovered) {
            told.incrementAndGet();
            right.set(left.get());
            markConsistent.run();
        } else {
            requireEqual();
        }
    }

    /** Under the lock: moves both values on by one. */
    void change() {
        left.setRelease(left.get() + 1);
        for (int i = 0; i < HOLD_PAUSES; i++) {
            Thread.onSpinWait();
        }
        right.setRelease(right.get() + 1);
    }

    /** Under the lock, or of a reader. */
    void requireEqual() {
        long mine = left.get();
        if (mine != right.get()) {
            throw new AssertionError("not told of a dead holder: left=" + mine + " right=" + right.get());
        }
    }
}
