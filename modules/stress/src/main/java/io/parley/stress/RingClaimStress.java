package io.parley.stress;

import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.os.SystemClock;
import io.parley.internal.ring.MpscRing;
import io.parley.internal.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two processes write a record each. */
@JCStressTest
@Outcome(
        id = {"1, 2, 0", "2, 1, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "Both are there, in some order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One wrote over the other, or it is not known where the records end.")
@State
public class RingClaimStress {
    private static final int CAPACITY = 1_024;

    private final Memory memory = Pages.next();
    private final Ring first = ring(1);
    private final Ring second = ring(2);
    private final MessageBuffer read = new MessageBuffer();

    private Ring ring(int owner) {
        return new MpscRing(memory, ObjectHeader.LENGTH, CAPACITY, new Immortal(owner), SystemClock.LOCAL);
    }

    /** A process that never dies. */
    private record Immortal(int self) implements Liveness {
        @Override
        public boolean isAlive(int owner) {
            return true;
        }

        @Override
        public String describe(int owner) {
            return "process " + owner;
        }
    }

    private static void write(Ring ring, int type) {
        while (ring.write(new byte[16], 0, 8 * type, type) != Ring.WRITTEN) {
            Thread.onSpinWait();
        }
    }

    /** One process. */
    @Actor
    public void first() {
        write(first, 1);
    }

    /** The other one. */
    @Actor
    public void second() {
        write(second, 2);
    }

    private int next() {
        return first.tryRead(read) && read.length() == 8 * first.type() ? first.type() : 0;
    }

    /** Afterwards. */
    @Arbiter
    public void read(III_Result r) {
        r.r1 = next();
        r.r2 = next();
        r.r3 = next() + (int) first.used();
    }
}
