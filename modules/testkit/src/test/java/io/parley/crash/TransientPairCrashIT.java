package io.parley.crash;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.TransientQueue;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * One producer and one consumer at a time: both sides go from process to process all the time, and on from the dead;
 * who comes next finds everything that was completed.
 */
@Timeout(180)
class TransientPairCrashIT extends CrashContract {
    private MessageLedger ledger;
    private TransientQueue<byte[]> queue;

    /** Opens the queue, uses a side of it as soon as that is free, and closes it again. */
    static final class Actor extends TransientActor {
        @Override
        void work() {
            boolean full = ledger.isFull(number) || !once(this::offer);
            once(full ? this::drain : this::poll);
        }

        private interface Use {
            boolean of(TransientQueue<byte[]> queue);
        }

        private boolean once(Use use) {
            try (TransientQueue<byte[]> queue = open(parley, true)) {
                while (true) {
                    try {
                        return use.of(queue);
                    } catch (IllegalStateException somebodyElseIsUsingIt) {
                        Thread.yield();
                    }
                }
            }
        }

        private boolean drain(TransientQueue<byte[]> queue) {
            boolean more = poll(queue);
            while (more) {
                more = poll(queue);
            }
            return false;
        }

        private boolean handle(TransientQueue<byte[]> queue) {
            return queue.poll(ledger, (all, in) -> {
                byte[] message = new byte[in.remaining()];
                in.readBytes(message, 0, message.length);
                all.see(TransientActor.key(message));
            });
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "put" -> {
                    if (!once(this::offer)) {
                        once(this::drain);
                    }
                }
                case "poll(handler)" -> once(this::handle);
                default -> once(this::poll);
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
                Death.in("put", Failpoint.RING_BEFORE_COMMIT),
                Death.in("put", Failpoint.RING_BEFORE_PADDING).atOnce(),
                Death.in("put", Failpoint.RING_BEFORE_TAIL),
                Death.in("put", Failpoint.RING_WRITTEN_BEFORE_WAKE),
                Death.in("poll", Failpoint.RING_READ_BEFORE_HEAD),
                Death.in("poll(handler)", Failpoint.RING_TAKEN_BEFORE_HEAD),
                Death.in("poll", Failpoint.RING_READ_BEFORE_WAKE));
    }

    @Override
    void open(Parley parley) {
        queue = TransientActor.open(parley, true);
        ledger = new MessageLedger(parley);
    }

    @Override
    void atTheEnd() {
        TransientActor.requireAccountedFor(queue, ledger, 2, 2);
    }
}
