package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.TransientQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped in the middle of a transient queue keeps its place; one that is killed does not. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class TransientStoppedIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int MOMENT_MS = 100;

    @TempDir
    Path directory;

    /** Puts one message. Arguments: domain, 1 for a queue with one producer. */
    static final class Producer {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "producer")) {
                queue(parley, args[1].equals("1")).put("theirs");
            }
        }
    }

    private static TransientQueue<String> queue(Parley parley, boolean one) {
        return parley.transientQueue(
                "ticks", Codecs.utf8(), o -> o.capacityBytes(1_024).oneProducer(one));
    }

    private ForkedJvm stoppedAt(Failpoint point, boolean one) {
        ForkedJvm producer = Domains.child(Producer.class, directory, one ? "1" : "0")
                .failAt(point, FailAction.STOP, 1)
                .start();
        producer.awaitFailpoint(point, START);
        return producer;
    }

    @Test
    void shouldWaitForAClaimOfTheStoppedAndGoOnWhenItIsComplete() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                TransientQueue<String> queue = queue(parley, false)) {
            ForkedJvm producer = stoppedAt(Failpoint.RING_BEFORE_COMMIT, false);
            queue.put("mine");

            assertThat(queue.poll(MOMENT_MS, TimeUnit.MILLISECONDS)).isNull();
            assertThat(queue.isReady()).isFalse();
            producer.resume();

            assertThat(queue.take()).isEqualTo("theirs");
            assertThat(queue.take()).isEqualTo("mine");
            producer.awaitExit(0, START);
        }
    }

    @Test
    void shouldPassByTheClaimWhenTheStoppedIsKilled() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                TransientQueue<String> queue = queue(parley, false)) {
            ForkedJvm producer = stoppedAt(Failpoint.RING_BEFORE_COMMIT, false);
            queue.put("mine");
            queue.closeForWriting();
            assertThat(queue.poll(MOMENT_MS, TimeUnit.MILLISECONDS)).isNull();
            assertThat(queue.isDrained()).isFalse();

            producer.kill();

            assertThat(queue.take()).isEqualTo("mine");
            assertThat(queue.isDrained()).isTrue();
        }
    }

    @Test
    void shouldGiveUpInTimeBehindAProducerThatIsStoppedInItsTurn() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                TransientQueue<String> queue = queue(parley, false)) {
            ForkedJvm producer = stoppedAt(Failpoint.RING_TURN_TAKEN, false);

            assertThat(queue.offer("mine", MOMENT_MS, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(queue).isEmpty();
            producer.kill();

            queue.put("mine");
            assertThat(queue.take()).isEqualTo("mine");
        }
    }

    @Test
    void shouldNameTheOneProducerAsLongAsItLives() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                TransientQueue<String> queue = queue(parley, true)) {
            ForkedJvm producer = stoppedAt(Failpoint.RING_BEFORE_COMMIT, true);

            assertThatThrownBy(() -> queue.put("mine"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("(producer, slot");
            assertThatThrownBy(queue::closeForWriting).isInstanceOf(IllegalStateException.class);
            producer.kill();

            await().ignoreException(IllegalStateException.class).until(() -> queue.offer("mine"));
            assertThat(queue.take()).isEqualTo("mine");
            assertThat(queue).isEmpty();
        }
    }
}
