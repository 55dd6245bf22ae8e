package io.parley.internal.wait;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A wait for several sources that ends when one of them is true.
 *
 * <p>As the wait on one {@link Doorbell}: spin, set every waiters bit, look at every condition again, sleep. The sleep
 * is one system call on all the words ({@code futex_waitv}, 128 words at most). More words are slept on in turns of
 * {@value #TURN_NS} ns each; where the kernel does not have the call, one word at a time and for 1 ms at most.
 *
 * <p>A doorbell that is rung for one waiter may have woken this one, whose caller may be after something else. So who
 * slept rings the bells of what is ready once more, for the next.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Allocation:</b> none in {@link #await}.
 */
public final class MultiWait implements Doorbell.Condition {
    /** How long a group of words is slept on when there are several. */
    static final long TURN_NS = 5_000_000;

    /** How long one word is slept on where the kernel cannot wait for several. */
    static final long SINGLE_NS = 1_000_000;

    /** How often everything is looked at that does not ring: deaths, above all. */
    public static final long SLICE_NS = 20_000_000;

    private final WaitSource[] sources;
    private final Doorbell[] bells;
    private final Memory[] memories;
    private final int[] offsets;
    private final int[] expected;
    private final WaitStrategy strategy;
    private final int maxSpins;
    private final long lookNs;
    private final long firstNs;
    private final boolean oneCall;
    private final SpinBudget budget = new SpinBudget();
    private int turn;
    private int note = WaitPlace.NOT_NOTED;
    private boolean slept;

    /** A wait for these, in the given way, that looks again after {@code lookNs} at the latest. */
    public MultiWait(List<WaitSource> sources, WaitStrategy strategy, long lookNs) {
        this(sources, strategy, lookNs, Futex.canAwaitBoth());
    }

    MultiWait(List<WaitSource> sources, WaitStrategy strategy, long lookNs, boolean oneCall) {
        int count = sources.size();
        this.sources = sources.toArray(new WaitSource[0]);
        this.bells = new Doorbell[count];
        this.memories = new Memory[count];
        this.offsets = new int[count];
        this.expected = new int[count];
        this.strategy = strategy;
        this.maxSpins =
                strategy.maxSpins() == Integer.MAX_VALUE ? Integer.MAX_VALUE : strategy.maxSpins() / Math.max(1, count);
        this.lookNs = Math.min(lookNs, SLICE_NS);
        this.firstNs = Math.min(
                this.lookNs,
                sources.stream().mapToLong(WaitSource::firstSleepNs).min().orElse(Long.MAX_VALUE));
        this.oneCall = oneCall;
        for (int i = 0; i < count; i++) {
            bells[i] = this.sources[i].bell().share();
            memories[i] = bells[i].memory();
            offsets[i] = bells[i].offset();
        }
    }

    /** Whether the source of that number is true. */
    public boolean isTrue(int source) {
        try {
            return sources[source].isTrue();
        } catch (IllegalStateException e) {
            return closedMeanwhile(source, e);
        }
    }

    /** The wait for a closed handle is over; why, the next call on it says. */
    private boolean closedMeanwhile(int source, IllegalStateException e) {
        if (sources[source].bell().memory().isClosed()) {
            return true;
        }
        throw e;
    }

    @Override
    public boolean isTrue() {
        for (int i = 0; i < sources.length; i++) {
            if (isTrue(i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void sliceExpired() {
        for (int i = 0; i < sources.length; i++) {
            try {
                sources[i].sliceExpired();
            } catch (IllegalStateException e) {
                closedMeanwhile(i, e);
            }
        }
    }

    /**
     * Waits until a source is true, the deadline (monotonic ns, see {@link Deadline}) has passed or the caller gives
     * up; it is asked every 20 ms.
     *
     * @return whether a source was true
     */
    public boolean await(long deadlineNs, BooleanSupplier givenUp) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (Doorbell.spin(this, maxSpins, strategy.yields(), budget)) {
            return true;
        }
        slept = false;
        try {
            return sleep(deadlineNs, givenUp);
        } finally {
            forget();
        }
    }

    private boolean sleep(long deadlineNs, BooleanSupplier givenUp) throws InterruptedException {
        long lookAtNs = SystemClock.LOCAL.monotonicNs() + SLICE_NS;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long nowNs = SystemClock.LOCAL.monotonicNs();
            if (nowNs - lookAtNs >= 0) {
                sliceExpired();
                if (givenUp.getAsBoolean()) {
                    return isTrue();
                }
                lookAtNs = nowNs + SLICE_NS;
            }
            long remainingNs = Deadline.remainingNs(deadlineNs, nowNs);
            if (remainingNs <= 0) {
                return isTrue();
            }
            if (announce()) {
                passOn();
                return true;
            }
            note();
            sleepOnce(Math.min(slept ? lookNs : firstNs, remainingNs));
        }
    }

    /** Makes every bell ring from now on; whether something is ready already. */
    private boolean announce() {
        for (int i = 0; i < sources.length; i++) {
            expected[i] = bells[i].announce(strategy);
            sources[i].beforeSleep();
        }
        return isTrue();
    }

    private void sleepOnce(long maxNs) {
        int count = sources.length;
        if (count == 0) {
            LockSupport.parkNanos(maxNs);
        } else if (!strategy.usesFutex() || count == 1) {
            Futex.await(memories[0], offsets[0], expected[0], maxNs, true, strategy);
        } else if (!oneCall) {
            turn = (turn + 1) % count;
            Futex.await(memories[turn], offsets[turn], expected[turn], Math.min(maxNs, SINGLE_NS), true, strategy);
        } else if (count <= Futex.MANY) {
            Futex.awaitMany(memories, offsets, expected, 0, count, maxNs);
        } else {
            int from = turn;
            int group = Math.min(Futex.MANY, count - from);
            turn = from + group == count ? 0 : from + group;
            Futex.awaitMany(memories, offsets, expected, from, group, Math.min(maxNs, TURN_NS));
        }
        slept = true;
    }

    /** Somebody else may have been meant. */
    private void passOn() {
        if (slept) {
            for (int i = 0; i < bells.length; i++) {
                if (isTrue(i)) {
                    bells[i].ring();
                }
            }
        }
    }

    /** A thread has one note: what it says is the first thing. */
    private void note() {
        if (!slept && bells.length > 0) {
            note = bells[0].place().enter();
        }
    }

    private void forget() {
        if (note != WaitPlace.NOT_NOTED) {
            bells[0].place().leave(note);
            note = WaitPlace.NOT_NOTED;
        }
    }
}
