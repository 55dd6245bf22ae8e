package io.parley.internal.wait;

/** What a waiter for several things needs of each: the bell to sleep on and the condition, to ask when it rang. */
public interface WaitSource extends Doorbell.Condition {
    /** Rung whenever the condition may have become true. */
    Doorbell bell();
}
