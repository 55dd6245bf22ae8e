package io.parley.pipe;

import io.parley.Parley;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How a listener or a connection is set up; unchangeable, each method gives a changed copy.
 *
 * <pre>{@code
 * Listener.open(address, codec, key, o -> o.timeLimit(Duration.ofSeconds(2)).sharedMemory(parley));
 * }</pre>
 */
public final class ConnectionOptions {
    private static final ConnectionOptions DEFAULTS = new ConnectionOptions(10_000_000_000L, 64 << 20, null);

    private final long timeLimitNs;
    private final int maxMessageBytes;
    private final Parley parley;

    private ConnectionOptions(long timeLimitNs, int maxMessageBytes, Parley parley) {
        this.timeLimitNs = timeLimitNs;
        this.maxMessageBytes = maxMessageBytes;
        this.parley = parley;
    }

    static ConnectionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How long connecting may take until both sides have agreed; 10 s if not said. A listener turns slower peers away.
     *
     * @param limit more than zero
     * @return a changed copy
     * @throws IllegalArgumentException if it is zero or less
     */
    public ConnectionOptions timeLimit(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("time limit out of range: " + limit + ". More than zero");
        }
        return new ConnectionOptions(TimeUnit.NANOSECONDS.convert(limit), maxMessageBytes, parley);
    }

    /**
     * The longest message that is sent, and received; 64 MiB if not said. A longer one is refused on the sending side,
     * and can only be discarded on the receiving side.
     *
     * @param bytes 1 to 2,147,483,639
     * @return a changed copy
     * @throws IllegalArgumentException if out of range
     */
    public ConnectionOptions maxMessageBytes(int bytes) {
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "longest message out of range: " + bytes + ", allowed=1.." + (Integer.MAX_VALUE - 8));
        }
        return new ConnectionOptions(timeLimitNs, bytes, parley);
    }

    /**
     * Talk through the memory of this domain with those peers who said the same, of the same domain. With others, and
     * between hosts, through the socket.
     *
     * @param domain a domain; the connections end with this handle
     * @return a changed copy
     */
    public ConnectionOptions sharedMemory(Parley domain) {
        return new ConnectionOptions(timeLimitNs, maxMessageBytes, Objects.requireNonNull(domain, "domain"));
    }

    long timeLimitNs() {
        return timeLimitNs;
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    Parley parley() {
        return parley;
    }

    @Override
    public String toString() {
        return "ConnectionOptions(timeLimit=" + Duration.ofNanos(timeLimitNs) + ", maxMessageBytes=" + maxMessageBytes
                + (parley == null ? "" : ", sharedMemory=" + parley) + ")";
    }
}
