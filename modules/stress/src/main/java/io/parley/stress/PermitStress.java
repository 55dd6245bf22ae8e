package io.parley.stress;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.CountedPermits;
import io.parley.internal.sync.PermitWord;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two processes share one permit, and sleep for it. */
@JCStressTest
@Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE, desc = "Each had the permit, one after the other.")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "Somebody slept beside the free permit, both had it at once, or there is one more or less.")
@State
public class PermitStress {
    private static final long LOST_NS = 30_000_000_000L;

    private final Memory memory = file();
    private final CountedPermits first = permits(memory);
    private final CountedPermits second = permits(memory);
    private int inside;

    private static Memory file() {
        Memory memory = Pages.next();
        PermitWord.spec(PermitWord.PLAIN, 1).body().accept(memory);
        return memory;
    }

    private static CountedPermits permits(Memory memory) {
        return new CountedPermits(memory, SystemClock.LOCAL, WaitStrategy.block(), PermitWord.MAX);
    }

    private boolean use(CountedPermits permits) {
        try {
            if (!permits.acquire(1, LOST_NS, true, () -> false)) {
                return false;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        boolean alone = inside++ == 0;
        inside--;
        permits.release(1);
        return alone;
    }

    /** One process. */
    @Actor
    public void first(ZZI_Result r) {
        r.r1 = use(first);
    }

    /** The other one. */
    @Actor
    public void second(ZZI_Result r) {
        r.r2 = use(second);
    }

    /** Afterwards. */
    @Arbiter
    public void permits(ZZI_Result r) {
        r.r3 = first.available();
    }
}
