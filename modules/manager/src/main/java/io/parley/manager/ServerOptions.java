package io.parley.manager;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a {@link ManagerServer} serves. Immutable.
 *
 * @param address where to listen; port 0 takes any
 * @param sessionLimit how long a client may be silent before what it holds is given back
 * @param maxFrame the most bytes of one request that are accepted
 * @param threads how many threads look after connections
 */
public record ServerOptions(InetSocketAddress address, Duration sessionLimit, int maxFrame, int threads) {
    /**
     * Any port of the loopback address, two seconds, 16 MiB, as many threads as processors, four at most.
     *
     * @return the defaults
     */
    public static ServerOptions defaults() {
        return new ServerOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(2),
                16 << 20,
                Math.min(4, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Sets where to listen.
     *
     * @param where the address; of all interfaces only if that is meant
     * @return a copy
     */
    public ServerOptions listenAt(InetSocketAddress where) {
        return new ServerOptions(where, sessionLimit, maxFrame, threads);
    }

    /**
     * Sets how long a client may be silent before what it holds is given back.
     *
     * @param limit the time
     * @return a copy
     */
    public ServerOptions sessionLimit(Duration limit) {
        return new ServerOptions(address, limit, maxFrame, threads);
    }
}
