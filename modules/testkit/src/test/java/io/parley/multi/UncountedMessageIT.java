package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Consumers look at the log before the counter: a message can be taken before it is counted, or is never counted by its
 * producer.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class UncountedMessageIT {
    private static final int NTH = 21;

    @TempDir
    Path directory;

    private static SharedQueue<Long> queue(Parley parley) {
        return parley.queue("queue", Codecs.int64());
    }

    /** Puts numbers, or all at once. Arguments: domain, "each" or "all". */
    static final class Producer {
        private Producer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "producer");
                    SharedQueue<Long> queue = queue(parley)) {
                if (args[1].equals("all")) {
                    queue.putAll(LongStream.range(0, 100).boxed().toList());
                }
                for (long number = 0; args[1].equals("each"); number++) {
                    queue.put(number);
                }
            }
        }
    }

    private ForkedJvm start(FailAction action, String how) {
        return ForkedJvm.builder(Producer.class)
                .args(directory.resolve("domain").toString(), how)
                .failAt(Failpoint.APPEND_AFTER_DOCUMENT, action, NTH)
                .start();
    }

    private static List<Long> history(SharedQueue<Long> queue) {
        List<Long> history = new ArrayList<>();
        for (QueueEntry<Long> entry : queue.entries()) {
            assertThat(entry.sequence()).isEqualTo(history.size());
            history.add(entry.message());
        }
        return history;
    }

    @Test
    void shouldTakeAMessageWhoseProducerStoppedBeforeItCountedItAndDied() throws InterruptedException {
        try (Parley parley = Domains.open(directory.resolve("domain"), "test");
                SharedQueue<Long> queue = queue(parley)) {
            ForkedJvm producer = start(FailAction.STOP, "each");
            for (long number = 0; number < NTH; number++) {
                assertThat(queue.poll(START.toSeconds(), TimeUnit.SECONDS)).isEqualTo(number);
            }

            assertThat(queue.poll()).isNull();
            assertThat(queue.tryClaim()).isEmpty();
            assertThat(queue.size()).isZero();
            assertThat(queue.taken()).isEqualTo(NTH);
            assertThat(queue.appended()).isEqualTo(NTH);
            assertThat(queue.recoveries()).as("it lives").isZero();
            producer.kill();
            queue.put(77L);

            assertThat(queue.take()).isEqualTo(77L);
            assertThat(queue.recoveries()).isEqualTo(1);
            assertThat(queue.appended()).isEqualTo(NTH + 1);
            assertThat(history(queue)).hasSize(NTH + 1).endsWith(NTH - 1L, 77L);
            queue.closeForWriting();
            assertThat(queue.isDrained()).isTrue();
        }
    }

    @Test
    void shouldHaveTheFirstMessagesOfABatchWhoseProducerDied() {
        try (Parley parley = Domains.open(directory.resolve("domain"), "test");
                SharedQueue<Long> queue = queue(parley)) {
            start(FailAction.KILL, "all").awaitFailpoint(Failpoint.APPEND_AFTER_DOCUMENT, START);

            await().atMost(HANG).until(() -> queue.offer(77L));

            assertThat(queue.recoveries()).isEqualTo(1);
            List<Long> expected =
                    new ArrayList<>(LongStream.range(0, NTH).boxed().toList());
            expected.add(77L);
            assertThat(history(queue)).isEqualTo(expected);
        }
    }
}
