package io.parley.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** Two processes change a plain number under the lock. */
@JCStressTest
@Outcome(id = "1, 2, 2", expect = Expect.ACCEPTABLE, desc = "The first was in before the second, who saw its change.")
@Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE, desc = "The second was in before the first, who saw its change.")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "Both were in at the same time, one did not see the other's change, or a token came twice.")
@State
public class LockExclusionStress extends LockState {
    /** One process. */
    @Actor
    public void first(IIJ_Result r) {
        r.r1 = increment(first);
    }

    /** The other one. */
    @Actor
    public void second(IIJ_Result r) {
        r.r2 = increment(second);
    }

    /** Afterwards. */
    @Arbiter
    public void token(IIJ_Result r) {
        r.r3 = first.token();
    }
}
