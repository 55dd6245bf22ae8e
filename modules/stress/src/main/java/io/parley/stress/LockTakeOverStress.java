package io.parley.stress;

import io.parley.internal.sync.LockCore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** Two processes come across a lock whose holder is dead. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The first took over and was told; the second was not.")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "The second took over and was told; the first was not.")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "Nobody or both were told of the dead holder, or the recovery was not counted once.")
@State
public class LockTakeOverStress extends LockState {
    /** A lock that a dead process holds. */
    public LockTakeOverStress() {
        super(Incarnation.DEAD);
    }

    private static int takeOver(LockCore lock) {
        lock.acquire();
        int told = lock.isRecovered() ? 1 : 0;
        lock.markConsistent();
        lock.release();
        return told;
    }

    /** One survivor. */
    @Actor
    public void first(IIJ_Result r) {
        r.r1 = takeOver(first);
    }

    /** The other one. */
    @Actor
    public void second(IIJ_Result r) {
        r.r2 = takeOver(second);
    }

    /** Afterwards. */
    @Arbiter
    public void recoveries(IIJ_Result r) {
        r.r3 = first.recoveries();
    }
}
