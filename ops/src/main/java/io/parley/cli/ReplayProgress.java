package io.parley.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far a replay is, in a line. One thread. */
final class ReplayProgress {
    private static final int BAR = 20;
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);

    private final ReplayExtent extent;
    private final double speed;
    private long sinceNs;
    private long since;
    private double perSecond;

    /**
     * @param speed a factor; 0 for as fast as possible
     * @param nowNs any clock's
     */
    ReplayProgress(ReplayExtent extent, double speed, long nowNs) {
        this.extent = extent;
        this.speed = speed;
        this.sinceNs = nowNs;
    }

    /**
     * The line.
     *
     * @param done how many messages there were
     * @param timeNs the time in the replay, epoch ns; before the first message, the least
     * @param nowNs the clock's
     */
    String line(long done, long timeNs, long nowNs, boolean paused) {
        measure(done, nowNs);
        double part = Math.min(1.0, (double) done / Math.max(1, extent.messages()));
        int filled = (int) (BAR * part);
        Instant at = Instant.ofEpochSecond(0, Math.max(timeNs, extent.firstNs()));
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + String.format(Locale.ROOT, "%,d of %,d, %d%%", done, extent.messages(), (int) (100 * part))
                + ", " + MessagePrinter.time(at)
                + (paused ? ", paused" : pace(done, timeNs));
    }

    /* Over the last second or more; the first time, over what there is. */
    private void measure(long done, long nowNs) {
        long elapsedNs = nowNs - sinceNs;
        if (elapsedNs >= WINDOW_NS || perSecond == 0 && elapsedNs > 0) {
            perSecond = (done - since) * 1e9 / elapsedNs;
            if (elapsedNs >= WINDOW_NS) {
                since = done;
                sinceNs = nowNs;
            }
        }
    }

    private String pace(long done, long timeNs) {
        String rate = String.format(Locale.ROOT, perSecond < 10 ? ", %.1f/s" : ", %,.0f/s", perSecond);
        double leftNs = speed == 0
                ? (extent.messages() - done) * 1e9 / perSecond
                : (extent.lastNs() - Math.max(timeNs, extent.firstNs())) / speed;
        return Double.isFinite(leftNs) ? rate + ", " + clock(Duration.ofNanos((long) leftNs)) + " left" : rate;
    }

    private static String clock(Duration left) {
        Duration whole = left.isNegative() ? Duration.ZERO : left.plusMillis(999);
        return String.format("%d:%02d:%02d", whole.toHours(), whole.toMinutesPart(), whole.toSecondsPart());
    }
}
