package io.parley.internal.wait;

import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;

/** Doorbells that only threads of this process hear. */
public final class PrivateBell {
    private PrivateBell() {}

    /** A new one, named for messages. */
    public static Doorbell create(String name) {
        return new Doorbell(Memory.allocateDirect(Integer.BYTES, name), 0, SystemClock.LOCAL);
    }
}
