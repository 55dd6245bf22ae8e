package io.parley.process;

import io.parley.internal.domain.Domain;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.internal.process.PoolFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures tasks in their worker, by the time on which all processes of the domain agree. For the one thread that runs
 * tasks.
 *
 * <p><b>Allocation:</b> none, but for the first task that is measured, which opens files. <b>Failure:</b> none: what
 * cannot be recorded is not, and that is logged once.
 */
final class TaskMeter {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.observe");

    private final Domain domain;
    private final String poolFile;
    private LatencyMeter latency;

    TaskMeter(Domain domain, String poolFile) {
        this.domain = domain;
        this.poolFile = poolFile;
    }

    /**
     * A task begins: counts how long it was queued.
     *
     * @param queuedAtNs when it was submitted; 0 if it is not measured
     * @return when it begins, for {@link #ended}; 0 if it is not measured
     */
    long started(long queuedAtNs) {
        if (queuedAtNs == 0) {
            return 0;
        }
        long nowNs = domain.clock().epochNs();
        latency().recordNs(Measure.QUEUEING, nowNs - queuedAtNs);
        return nowNs;
    }

    /** A task is over: counts how long it ran. */
    void ended(long startedNs) {
        if (startedNs != 0) {
            latency().recordNs(Measure.RUN, domain.clock().epochNs() - startedNs);
        }
    }

    private LatencyMeter latency() {
        if (latency == null) {
            latency = open();
        }
        return latency;
    }

    private LatencyMeter open() {
        try {
            return PoolFile.meterOf(domain, poolFile);
        } catch (RuntimeException e) {
            LOG.warn("PLY-0100 latencies are not recorded by this process: pool={}", poolFile, e);
            return LatencyMeter.OFF;
        }
    }
}
