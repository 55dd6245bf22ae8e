package io.parley;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a thread waits for another process: what it burns against how soon it notices.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class WaitStrategy {
    private static final WaitStrategy ADAPTIVE = new WaitStrategy("adaptive", true, 2_000, 2, 0);
    private static final WaitStrategy SPIN = new WaitStrategy("spin", false, Integer.MAX_VALUE, 0, 0);
    private static final WaitStrategy BLOCK = new WaitStrategy("block", true, 0, 0, 0);

    private final String name;
    private final boolean futex;
    private final int maxSpins;
    private final int yields;
    private final long parkNs;

    private WaitStrategy(String name, boolean futex, int maxSpins, int yields, long parkNs) {
        this.name = name;
        this.futex = futex;
        this.maxSpins = maxSpins;
        this.yields = yields;
        this.parkNs = parkNs;
    }

    /**
     * The default: spins as long as spinning paid lately (at most about 50 µs), yields, then sleeps in the kernel. A
     * sleeper costs well under one per cent of a core and wakes in 5–45 µs.
     *
     * @return the strategy
     */
    public static WaitStrategy adaptive() {
        return ADAPTIVE;
    }

    /**
     * Never sleeps: notices in under a microsecond and burns one core per waiter. Only for threads that have a core to
     * themselves; with more spinners than cores everything gets slower by orders of magnitude.
     *
     * @return the strategy
     */
    public static WaitStrategy spin() {
        return SPIN;
    }

    /**
     * Sleeps in the kernel at once: the least processor time, 5–45 µs to wake.
     *
     * @return the strategy
     */
    public static WaitStrategy block() {
        return BLOCK;
    }

    /**
     * Looks again after every pause, without native code; for platforms without futex.
     *
     * @param pause time between looks, 1 µs to 1 s
     * @return the strategy
     * @throws IllegalArgumentException if the pause is out of range
     */
    public static WaitStrategy park(Duration pause) {
        long ns = TimeUnit.NANOSECONDS.convert(pause);
        if (ns < 1_000 || ns > 1_000_000_000L) {
            throw new IllegalArgumentException("pause out of range: " + pause + ", allowed=PT0.000001S..PT1S");
        }
        return new WaitStrategy("park(" + pause + ")", false, 0, 0, ns);
    }

    /**
     * Whether waiters sleep in the kernel.
     *
     * @return true for {@link #adaptive()} and {@link #block()}
     */
    public boolean usesFutex() {
        return futex;
    }

    /**
     * The longest spin before yielding.
     *
     * @return a number of looks, {@link Integer#MAX_VALUE} for ever
     */
    public int maxSpins() {
        return maxSpins;
    }

    /**
     * How often to yield the processor after spinning.
     *
     * @return a number of yields
     */
    public int yields() {
        return yields;
    }

    /**
     * The pause between looks, where there is one.
     *
     * @return ns, or 0
     */
    public long parkNs() {
        return parkNs;
    }

    @Override
    public String toString() {
        return name;
    }
}
