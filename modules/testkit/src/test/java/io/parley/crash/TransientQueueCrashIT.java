package io.parley.crash;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.TransientQueue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Many producers and consumers: the dead hold nobody up, and what they had not completed never was. */
@Timeout(180)
class TransientQueueCrashIT extends CrashContract {
    private TransientQueue<byte[]> queue;
    private MessageLedger ledger;

    /** Puts a message, and takes whatever there is. */
    static final class Actor extends TransientActor {
        private TransientQueue<byte[]> queue;

        @Override
        void open(Parley opened) {
            super.open(opened);
            queue = open(opened, false);
        }

        @Override
        void work() {
            while (!ledger.isFull(number) && !offer(queue)) {
                poll(queue);
            }
            poll(queue);
            poll(queue); // and one of a victim's
        }

        @Override
        void die(String operation) throws InterruptedException {
            int key = ledger.begin(number);
            byte[] message = message(key);
            if (operation.equals("offer(encoder)")) {
                queue.put(message.length, message, (m, out) -> out.writeBytes(m, 0, m.length));
            } else {
                queue.put(message);
            }
            ledger.acknowledge(key);
            switch (operation) {
                case "poll" -> poll(queue);
                case "poll(time)" -> {
                    byte[] taken = queue.poll(1, TimeUnit.SECONDS);
                    if (taken != null) {
                        ledger.see(TransientActor.key(taken));
                    }
                }
                default -> Thread.onSpinWait();
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("put", Failpoint.RING_TURN_TAKEN),
                Death.in("put", Failpoint.RING_CLAIMED_BEFORE_TAIL),
                Death.in("put", Failpoint.RING_TAIL_BEFORE_PADDING).atOnce(),
                Death.in("put", Failpoint.RING_CLAIMED_IN_TURN),
                Death.in("put", Failpoint.RING_BEFORE_COMMIT),
                Death.in("offer(encoder)", Failpoint.RING_BEFORE_COMMIT),
                Death.in("put", Failpoint.RING_WRITTEN_BEFORE_WAKE),
                Death.in("poll", Failpoint.RING_READ_BEFORE_HEAD),
                Death.in("poll(time)", Failpoint.RING_READ_BEFORE_HEAD),
                Death.in("poll", Failpoint.RING_READ_BEFORE_WAKE));
    }

    @Override
    void open(Parley parley) {
        queue = TransientActor.open(parley, false);
        ledger = new MessageLedger(parley);
    }

    @Override
    void atTheEnd() {
        TransientActor.requireAccountedFor(queue, ledger, 1, 1);
    }
}
