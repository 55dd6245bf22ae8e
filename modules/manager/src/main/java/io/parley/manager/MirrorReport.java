package io.parley.manager;

import io.parley.queue.Lag;
import java.util.Optional;

/**
 * How a {@link QueueMirror} is doing; a snapshot.
 *
 * @param state what it does
 * @param copied messages that the target got from this process
 * @param connections how often it connected
 * @param committed number of the source's first message that is not known to be at the target
 * @param lag how far the target is behind
 * @param failure what went wrong last, if anything did
 */
public record MirrorReport(
        State state, long copied, long connections, long committed, Lag lag, Optional<Throwable> failure) {
    /** What a mirror does. */
    public enum State {
        /** It is on its way to the target. */
        CONNECTING,
        /** It copies, or waits for messages. */
        COPYING,
        /** The source was closed for writing, and everything is at the target. */
        ENDED,
        /** It cannot go on; the failure says why. */
        FAILED,
        /** It was closed. */
        CLOSED
    }
}
