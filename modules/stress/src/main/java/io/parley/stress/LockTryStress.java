package io.parley.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two processes try to take a dead holder's lock, and keep it. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "The first has it, and lives: the second may not.")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The second has it, and lives: the first may not.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both have it, or the dead one keeps it.")
@State
public class LockTryStress extends LockState {
    /** A lock that a dead process holds. */
    public LockTryStress() {
        super(Incarnation.DEAD);
    }

    /** One survivor. */
    @Actor
    public void first(ZZ_Result r) {
        r.r1 = first.tryAcquire();
    }

    /** The other one. */
    @Actor
    public void second(ZZ_Result r) {
        r.r2 = second.tryAcquire();
    }
}
