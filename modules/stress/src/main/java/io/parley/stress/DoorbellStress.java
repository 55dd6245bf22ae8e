package io.parley.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** One process waits for two changes, one after the other; another one makes them. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "The waiter saw each change, or was woken for it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The waiter slept through a change: a ring was lost.")
@State
public class DoorbellStress extends BellState {
    /** The waiter. */
    @Actor
    public void waiter(ZZ_Result r) {
        r.r1 = await(1);
        r.r2 = await(2);
    }

    /** The ringer. */
    @Actor
    public void ringer() {
        tell(1);
        tell(2);
    }
}
