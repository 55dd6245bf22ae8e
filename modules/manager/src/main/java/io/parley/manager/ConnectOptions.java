package io.parley.manager;

import java.time.Duration;

/**
 * How to connect to a {@link ManagerServer}. Immutable.
 *
 * @param timeout how long connecting may take, handshake and session included
 * @param maxFrame the most bytes of one answer that are accepted
 */
public record ConnectOptions(Duration timeout, int maxFrame) {
    /**
     * Five seconds, 16 MiB.
     *
     * @return the defaults
     */
    public static ConnectOptions defaults() {
        return new ConnectOptions(Duration.ofSeconds(5), 16 << 20);
    }

    /**
     * Sets how long connecting may take.
     *
     * @param limit the time
     * @return a copy
     */
    public ConnectOptions timeout(Duration limit) {
        return new ConnectOptions(limit, maxFrame);
    }
}
