package io.parley.manager.internal.net;

import io.parley.internal.os.SystemClock;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that peers were turned away: the first at once, then no more often than every ten seconds, with their number.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(10);

    private long count;
    private long told;
    private long quietUntilNs = SystemClock.LOCAL.monotonicNs();

    synchronized void add(SocketAddress peer, String why) {
        count++;
        long nowNs = SystemClock.LOCAL.monotonicNs();
        if (nowNs - quietUntilNs >= 0) {
            quietUntilNs = nowNs + QUIET_NS;
            LOG.warn(
                    "PLY-0120 connection refused: peer={} reason={} refused since the last such line={}",
                    peer,
                    why,
                    count - told);
            told = count;
        }
    }

    synchronized long count() {
        return count;
    }
}
