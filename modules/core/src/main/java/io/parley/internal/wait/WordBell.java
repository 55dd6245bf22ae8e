package io.parley.internal.wait;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;

/**
 * A futex word that is no doorbell: of a lock, of a waiter's slot. Who waits for several things may sleep on it as on a
 * bell. Ringing it changes nothing in it, and wakes.
 */
public final class WordBell extends Doorbell {
    private final boolean flagged;
    private final Clock clock;

    /** The word at {@code offset}; {@code flagged} if its WAITERS bit says that somebody sleeps. */
    public WordBell(Memory memory, int offset, boolean flagged, Clock clock) {
        super(memory, offset, clock);
        this.flagged = flagged;
        this.clock = clock;
    }

    @Override
    int announce(WaitStrategy strategy) {
        return flagged ? super.announce(strategy) : memory().getIntVolatile(offset());
    }

    @Override
    Doorbell share() {
        try {
            return new WordBell(memory().share(), offset(), flagged, clock);
        } catch (IllegalStateException closed) {
            return PrivateBell.create(memory().name());
        }
    }

    @Override
    public void ring() {
        Futex.wake(memory(), offset(), 1);
    }

    @Override
    public void ringAll() {
        Futex.wake(memory(), offset(), Integer.MAX_VALUE);
    }
}
