package io.parley.testkit.history;

import java.util.Objects;

/**
 * One call as its caller saw it: it had an effect at some moment between start and end.
 *
 * @param caller who called, for messages
 * @param call what was called, and the answer
 * @param startNs when, as {@link System#nanoTime} says; at the call or before
 * @param endNs when the answer was there, or later; {@link #NEVER} if the caller died before
 * @param <C> calls with their answers
 */
public record TimedCall<C>(String caller, C call, long startNs, long endNs) {
    /** The end of a call whose caller died: it had its effect at any moment after its start, or has none. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * Checks the times.
     *
     * @param caller who called
     * @param call what was called, and the answer
     * @param startNs at the call or before
     * @param endNs when the answer was there, or later
     * @throws IllegalArgumentException if the call ended before it began
     */
    public TimedCall {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(call, "call");
        if (endNs < startNs) {
            throw new IllegalArgumentException(
                    "ended before it began: " + caller + " " + call + " start=" + startNs + " end=" + endNs);
        }
    }

    /**
     * Whether there was an answer.
     *
     * @return false if the caller died before
     */
    public boolean isAnswered() {
        return endNs != NEVER;
    }

    @Override
    public String toString() {
        return startNs + ".." + (isAnswered() ? endNs : "") + " " + caller + ": " + call;
    }
}
