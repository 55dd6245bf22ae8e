package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.TransientQueue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Puts and takes messages whose every byte tells whether they are whole. */
abstract class TransientActor extends CrashActor {
    static final int CAPACITY = 4_096;
    private static final int LONGEST = 500;
    private static final int SHORTEST = 8;

    Parley parley;
    MessageLedger ledger;
    private int count;

    @Override
    void open(Parley opened) {
        parley = opened;
        ledger = new MessageLedger(opened);
    }

    static TransientQueue<byte[]> open(Parley parley, boolean one) {
        return parley.transientQueue(
                "ticks",
                Codecs.bytes(),
                o -> o.capacityBytes(CAPACITY).oneProducer(one).oneConsumer(one));
    }

    /** A message of changing length, so that every place of the ring is the start of one. */
    final byte[] message(int key) {
        byte[] bytes = new byte[SHORTEST + count++ * 37 % LONGEST];
        Arrays.fill(bytes, (byte) key);
        return ByteBuffer.wrap(bytes).putInt(key).putInt(bytes.length).array();
    }

    /** The key of a message that is whole. */
    static int key(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        int key = bytes.getInt();
        boolean whole = bytes.getInt() == message.length;
        while (bytes.hasRemaining()) {
            whole &= bytes.get() == (byte) key;
        }
        if (!whole) {
            throw new CodecException("half a message: key=" + key + " bytes=" + message.length);
        }
        return key;
    }

    /**
     * At the end: what is left is as many messages as the queue says, all are accounted for, and nothing stays behind.
     */
    static void requireAccountedFor(TransientQueue<byte[]> queue, MessageLedger ledger, int lost, int unacknowledged) {
        assertThat(queue.size())
                .isEqualTo(queue.stream()
                        .map(TransientActor::key)
                        .peek(ledger::see)
                        .count());
        queue.clear();
        ledger.requireInOrder(lost, unacknowledged);
        assertThat(queue.usedBytes()).isZero();
        queue.closeForWriting();
        assertThat(queue.isDrained()).isTrue();
    }

    final boolean offer(TransientQueue<byte[]> queue) {
        int key = ledger.begin(number);
        boolean put = queue.offer(message(key));
        if (put) {
            ledger.acknowledge(key);
        }
        return put;
    }

    final boolean poll(TransientQueue<byte[]> queue) {
        byte[] message = queue.poll();
        if (message != null) {
            ledger.see(key(message));
        }
        return message != null;
    }
}
