package io.parley.stress;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.ring.SpscRing;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A record becomes visible as a whole, behind one that was read before. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "7, 16", expect = Expect.ACCEPTABLE, desc = "There, with its type and every byte.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A record that is not whole.")
@State
public class RingPublicationStress {
    private static final int CAPACITY = 1_024;
    private static final byte ONES = -1;

    private final MessageBuffer read = new MessageBuffer();
    private final byte[] payload =
            ByteBuffer.allocate(16).putLong(-1).putLong(-1).array();
    private final SpscRing producer;
    private final SpscRing consumer;

    /** A ring in which something was before. */
    public RingPublicationStress() {
        Memory memory = Pages.next();
        producer = new SpscRing(memory, ObjectHeader.LENGTH, CAPACITY);
        consumer = new SpscRing(memory, ObjectHeader.LENGTH, CAPACITY);
        producer.tryWrite(new byte[8], 0, 8, 1);
        consumer.skip();
    }

    /** One process. */
    @Actor
    public void write() {
        producer.tryWrite(payload, 0, payload.length, 7);
    }

    /** The other one. */
    @Actor
    public void read(II_Result r) {
        if (consumer.tryRead(read)) {
            r.r1 = consumer.type();
            for (int i = 0; i < read.length(); i++) {
                r.r2 += read.array()[i] == ONES ? 1 : 0;
            }
        }
    }
}
