package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.Claim;
import io.parley.queue.DeadLetter;
import io.parley.queue.JoinableQueue;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * A joinable queue with a bound in bytes, and with dead letters, whose consumers die: every message is either done
 * with, by one consumer, or a dead letter, once; the bound does not shrink, and joining ends.
 */
@Timeout(180)
class JoinableQueueCrashIT extends CrashContract {
    private static final int MESSAGE = 60;
    /** Room for six, so that it is full all the time. */
    private static final int BOUND = 500;

    private Parley parley;

    private static JoinableQueue<byte[]> queue(Parley parley) {
        return parley.joinableQueue("work", Codecs.bytes(), o -> o.capacityBytes(BOUND));
    }

    private static long key(byte[] message) {
        Traffic traffic = Traffic.parse(message);
        return (long) traffic.producer() << Integer.SIZE | traffic.number();
    }

    /** Puts while there is room, and makes room; victims make room only. */
    static final class Actor extends CrashActor {
        private JoinableQueue<byte[]> queue;
        private Journal journal;
        private long next;

        @Override
        void open(Parley parley) {
            queue = queue(parley);
            try {
                journal = Journal.open(parley.directory().getParent());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        void work() {
            if (queue.offer(Traffic.message(number, next, MESSAGE))) {
                next++;
            } else {
                finish(queue.poll());
            }
        }

        private void finish(byte[] message) {
            if (message != null) {
                journal.handled(key(message), 1);
                queue.taskDone();
            }
        }

        @Override
        void die(String operation) throws Exception {
            if (operation.equals("taskDone")) {
                finish(queue.poll(1, TimeUnit.SECONDS));
            } else {
                Optional<Claim<byte[]>> claim = queue.claim(Duration.ofSeconds(1));
                if (claim.isPresent()) {
                    claim.get().deadLetter("nobody wants it");
                }
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
                Death.in("taskDone", Failpoint.TAKE_BEFORE_BYTES),
                Death.in("taskDone", Failpoint.CLAIM_HELD),
                Death.in("taskDone", Failpoint.ACK_BEFORE_RELEASE),
                Death.in("deadLetter", Failpoint.DEAD_LETTER_MARKED),
                Death.in("deadLetter", Failpoint.APPEND_AFTER_DOCUMENT),
                Death.in("deadLetter", Failpoint.DEAD_LETTER_BEFORE_ACK));
    }

    @Override
    void open(Parley opened) {
        parley = opened;
        queue(opened);
    }

    @Override
    void atTheEnd() throws Exception {
        try (JoinableQueue<byte[]> queue = queue(parley);
                SharedQueue<DeadLetter<byte[]>> deadLetters = queue.deadLetters()) {
            List<Long> done = new ArrayList<>();
            for (byte[] message; (message = queue.poll(100, TimeUnit.MILLISECONDS)) != null; queue.taskDone()) {
                done.add(key(message));
            }
            assertThat(queue.join(Duration.ofSeconds(20))).isTrue();
            assertThat(queue.claims()).isEmpty();

            Journal.readAll(directory).forEach(line -> done.add(line.sequence()));
            deadLetters.forEach(letter -> done.add(key(letter.message())));
            List<Long> put = new ArrayList<>();
            queue.entries().forEach(entry -> put.add(key(entry.message())));
            assertThat(done).as("done with or dead, once").containsExactlyInAnyOrderElementsOf(put);
            assertThat(deadLetters.size()).isGreaterThanOrEqualTo(deaths().size());
            assertThat(queue.redelivered()).isGreaterThanOrEqualTo(2);
        }
    }
}
