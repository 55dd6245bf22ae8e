package io.parley.perf.transport;

import io.parley.WaitStrategy;
import java.util.Locale;

/** How a receiver waits. */
public enum Wait {
    /** Burns a core. */
    SPIN(WaitStrategy.spin()),
    /** Spins for a while, then sleeps; Parley's default. */
    ADAPTIVE(WaitStrategy.adaptive()),
    /** Sleeps in the kernel at once. */
    BLOCK(WaitStrategy.block());

    private final WaitStrategy strategy;

    Wait(WaitStrategy strategy) {
        this.strategy = strategy;
    }

    /** Parley's word for it. */
    public WaitStrategy strategy() {
        return strategy;
    }

    /** In lower case, as options have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
