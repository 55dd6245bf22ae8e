package io.parley.stress;

import io.parley.internal.memory.Memory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What every sleep rests on: the waiter announces itself, then looks; the other side changes something, then looks. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The waiter saw the change and does not sleep.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The other side saw the waiter and wakes it.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each saw the other: one wake too many.")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "Neither saw the other: the waiter sleeps for good.")
@State
public class AnnounceStress {
    private final Memory memory = Cells.MEMORY;
    private final int bell = Cells.next();
    private final int change = bell + Cells.DATA;

    /** Sets the bit by a CAS, reads by a volatile read. */
    @Actor
    public void waiter(II_Result r) {
        memory.compareAndSetInt(bell, 0, 1);
        r.r1 = memory.getIntVolatile(change);
    }

    /** Changes by a volatile write, reads by a volatile read. */
    @Actor
    public void other(II_Result r) {
        memory.putIntVolatile(change, 1);
        r.r2 = memory.getIntVolatile(bell);
    }
}
