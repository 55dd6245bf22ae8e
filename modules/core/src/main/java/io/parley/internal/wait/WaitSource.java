package io.parley.internal.wait;

/** What a waiter for several things needs of each: the bell to sleep on and the condition, to ask when it rang. */
public interface WaitSource extends Doorbell.Condition {
    /** Rung whenever the condition may have become true. */
    Doorbell bell();

    /**
     * Called when a ring will wake the waiter, before it looks at the condition for the last time and goes to sleep:
     * the moment to make sure that the bell will be rung, where somebody has to be asked to.
     */
    default void beforeSleep() {}

    /** How long to sleep at most the first time, where a ring at that very moment may be missed. */
    default long firstSleepNs() {
        return Long.MAX_VALUE;
    }
}
