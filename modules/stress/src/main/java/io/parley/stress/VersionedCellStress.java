package io.parley.stress;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCellLayout;
import io.parley.internal.sync.VersionedCells;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** One process publishes two values of two words each, one after the other; another one reads. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The reader got the value that was there first.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The reader got the first new value.")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "The reader got the second new value.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The reader got words of two values, or none although writers had ended.")
@State
public class VersionedCellStress {
    private static final int BYTES = 2 * Long.BYTES;

    private final int cell = Cells.next();
    private final VersionedCells writer = cells(cell);
    private final VersionedCells reader = cells(cell);
    private final Memory one = value(1);
    private final Memory two = value(2);
    private final Memory read = value(-1);

    private static VersionedCells cells(int cell) {
        return new VersionedCells(Cells.MEMORY, VersionedCellLayout.of(cell, BYTES));
    }

    private static Memory value(long number) {
        Memory memory = Memory.allocate(BYTES, "value");
        memory.putLong(0, number);
        memory.putLong(Long.BYTES, number);
        return memory;
    }

    /** The writer. */
    @Actor
    public void writer() {
        writer.publish(0, one, BYTES);
        writer.publish(0, two, BYTES);
    }

    /** The reader. */
    @Actor
    public void reader(JJ_Result r) {
        boolean consistent = reader.tryRead(0, read) != VersionedCells.NEVER_CONSISTENT;
        r.r1 = consistent ? read.getLong(0) : -1;
        r.r2 = consistent ? read.getLong(Long.BYTES) : -1;
    }
}
