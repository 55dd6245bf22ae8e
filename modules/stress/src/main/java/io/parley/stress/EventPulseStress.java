package io.parley.stress;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.EventWord;
import io.parley.internal.wait.Doorbell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** One process waits for the pulse after the epoch it knows; another one sets and clears at once. */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "The pulse was seen, asleep or not, and counted once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The pulse went by unseen, or was counted twice.")
@State
public class EventPulseStress {
    private static final long LOST_NS = 30_000_000_000L;
    private static final long NO_SLICES_NS = Long.MAX_VALUE / 4;

    private final Memory memory = Pages.next();
    private final Doorbell waiting = new Doorbell(memory, EventWord.DOORBELL, SystemClock.LOCAL);
    private final Doorbell ringing = new Doorbell(memory, EventWord.DOORBELL, SystemClock.LOCAL);

    private long epoch() {
        return EventWord.epoch(EventWord.read(memory));
    }

    /** The waiter. */
    @Actor
    public void waiter(ZJ_Result r) {
        long deadlineNs = SystemClock.LOCAL.monotonicNs() + LOST_NS;
        try {
            waiting.await(() -> epoch() > 0, deadlineNs, NO_SLICES_NS, WaitStrategy.block());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        r.r1 = SystemClock.LOCAL.monotonicNs() - deadlineNs < 0;
        r.r2 = epoch();
    }

    /** The setter. */
    @Actor
    public void setter() {
        EventWord.set(memory, ringing);
        EventWord.clear(memory);
    }
}
