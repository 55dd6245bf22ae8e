package io.parley.internal.memory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work with channels that only the calling thread uses. The JDK closes a channel under an interrupted thread; opening
 * or creating an object is not for an interruption to end, so it begins again, and the flag is set afterwards.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that can be begun again. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T call(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
