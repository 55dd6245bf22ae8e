package io.parley.manager;

import java.time.Duration;

/**
 * How much a {@link ManagerServer} grants to those who connect. Immutable; {@link ServerOptions#defaults()} has values
 * that fit most.
 *
 * <p>Who is over a limit loses the connection; everybody else goes on. A client whose connection was ended comes back
 * within its session. What was ended and why is logged as {@code PLY-0120}, every ten seconds at most.
 *
 * @param connections the most connections of clients; one more is ended
 * @param strangers the most connections that have not proved yet that they know the key; one more ends the oldest
 * @param handshake how long a connection may take from its beginning to the end of the handshake, and from there to its
 *     first request
 * @param frameBytes the most bytes of one request
 * @param unreadBytes the most bytes of answers that wait because a client does not read them. Long before, at 1 MiB,
 *     the server stops to read that client's requests
 */
public record ServerLimits(int connections, int strangers, Duration handshake, int frameBytes, long unreadBytes) {
    /** The smallest limit of a request's bytes. */
    private static final int SMALLEST_FRAME = 1024;

    /**
     * Checks that everything is possible.
     *
     * @param connections the most connections of clients
     * @param strangers the most connections without a proof
     * @param handshake how long it may take to prove
     * @param frameBytes the most bytes of one request
     * @param unreadBytes the most bytes of answers that wait
     */
    public ServerLimits {
        require("connections", connections, 1);
        require("strangers", strangers, 1);
        require("handshake (ns)", handshake.toNanos(), 1_000_000);
        require("frameBytes", frameBytes, SMALLEST_FRAME);
        require("unreadBytes", unreadBytes, SMALLEST_FRAME);
    }

    private static void require(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "limit is too small: " + what + "=" + value + ", least=" + least + ". Choose a greater one");
        }
    }

    /** 1,024 connections, 256 strangers, 10 s, 16 MiB, 64 MiB. */
    static ServerLimits defaults() {
        return new ServerLimits(1024, 256, Duration.ofSeconds(10), 16 << 20, 64L << 20);
    }

    /**
     * Sets the most connections of clients.
     *
     * @param most the number
     * @return a copy
     */
    public ServerLimits connections(int most) {
        return new ServerLimits(most, strangers, handshake, frameBytes, unreadBytes);
    }

    /**
     * Sets the most connections that have not proved yet that they know the key.
     *
     * @param most the number
     * @return a copy
     */
    public ServerLimits strangers(int most) {
        return new ServerLimits(connections, most, handshake, frameBytes, unreadBytes);
    }

    /**
     * Sets how long a connection may take to prove that it knows the key.
     *
     * @param limit the time
     * @return a copy
     */
    public ServerLimits handshake(Duration limit) {
        return new ServerLimits(connections, strangers, limit, frameBytes, unreadBytes);
    }

    /**
     * Sets the most bytes of one request.
     *
     * @param most the number
     * @return a copy
     */
    public ServerLimits frameBytes(int most) {
        return new ServerLimits(connections, strangers, handshake, most, unreadBytes);
    }

    /**
     * Sets the most bytes of answers that wait for one client to read them.
     *
     * @param most the number
     * @return a copy
     */
    public ServerLimits unreadBytes(long most) {
        return new ServerLimits(connections, strangers, handshake, frameBytes, most);
    }
}
