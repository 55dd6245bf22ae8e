package io.parley.manager.internal.client;

import io.parley.Parley;
import io.parley.internal.os.SystemClock;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.observe.LatencyHistogram;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long the requests of a manager take, if somebody wants that, in two histograms.
 *
 * <p><b>Threading:</b> any thread may ask; answers are counted by the one thread of the client, so that nobody counts
 * beside it. <b>Allocation:</b> none in {@link #start} and {@link #answered}. <b>Failure:</b> none: what cannot be
 * counted is not.
 */
final class CallMeter {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final String CALL = ".call";
    private static final String WAIT = ".wait";

    private final Executor thread;
    private volatile Recording current;

    private record Recording(LatencyHistogram calls, LatencyHistogram waits) {
        void close() {
            calls.close();
            waits.close();
        }
    }

    /**
     * Nothing is measured yet.
     *
     * @param thread on which answers arrive
     */
    CallMeter(Executor thread) {
        this.thread = thread;
    }

    /** From now on requests are measured. */
    void begin(Parley parley, String name) {
        LatencyHistogram calls = LatencyHistogram.open(parley, name + CALL);
        try {
            replace(new Recording(calls, LatencyHistogram.open(parley, name + WAIT)));
        } catch (RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    /** From now on they are not. */
    void end() {
        replace(null);
    }

    private synchronized void replace(Recording next) {
        Recording last = current;
        current = next;
        if (last != null) {
            close(last);
        }
    }

    /** Not beside the thread that counts: the lane would be another's while it does. */
    private void close(Recording last) {
        try {
            thread.execute(last::close);
        } catch (RejectedExecutionException nothingArrivesAnyMore) {
            last.close();
        }
    }

    /** A request begins: the time, if it is measured; 0 if not, and then no clock is read. */
    long start() {
        return current == null ? 0 : nowNs() | 1;
    }

    /** A request that began then has its answer, with these flags. */
    void answered(long askedAtNs, int flags) {
        Recording into = current;
        if (askedAtNs == 0 || into == null || (flags & AnswerFlags.TAKEN_BACK) != 0) {
            return;
        }
        LatencyHistogram histogram = (flags & AnswerFlags.WAITED) != 0 ? into.waits : into.calls;
        try {
            histogram.record(nowNs() - askedAtNs);
        } catch (IllegalStateException closed) {
            lost(into, histogram, closed);
        }
    }

    private synchronized void lost(Recording into, LatencyHistogram histogram, IllegalStateException closed) {
        if (current == into) {
            current = null;
            LOG.warn("PLY-0142 calls are not recorded any more: histogram={}", histogram.name(), closed);
        }
    }

    private static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }
}
