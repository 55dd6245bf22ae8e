package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ClaimTableFullException;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JoinableQueueTest {
    @TempDir
    Path directory;

    private Parley parley;
    private JoinableQueue<String> queue;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.joinableQueue("buns", Codecs.utf8(), o -> o.claims(3));
        for (String message : List.of("a", "b", "c", "d")) {
            queue.put(message);
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldCountFromPutUntilDone() throws InterruptedException {
        assertThat(queue.unfinished()).isEqualTo(4);

        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.unfinished()).isEqualTo(4);
        assertThat(queue.size()).isEqualTo(2);

        queue.taskDone();
        assertThat(queue.unfinished()).isEqualTo(3);
        assertThat(queue.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.sequence()).as("the one taken first is done").isEqualTo(1);
            assertThat(claim.deliveries()).isEqualTo(1);
            assertThat(claim.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(claim.alive()).isTrue();
        });
    }

    @Test
    void shouldRefuseOneCallTooMany() throws InterruptedException {
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.take();
        queue.taskDone();
        assertThatThrownBy(queue::taskDone)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("once for each take");
        assertThat(queue.unfinished()).isEqualTo(3);
    }

    @Test
    void shouldNotFinishAClaimByTaskDone() throws InterruptedException {
        Claim<String> claim = queue.claim();

        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        claim.ack();
        assertThat(queue.unfinished()).isEqualTo(3);
    }

    @Test
    void shouldFinishWhatTheThreadItselfTook() throws Exception {
        assertThat(queue.take()).isEqualTo("a");

        Background.run(() -> {
                    assertThat(queue.take()).isEqualTo("b");
                    queue.taskDone();
                })
                .result();
        assertThat(queue.claims()).extracting(ClaimInfo::sequence).containsExactly(0L);

        Background.run(queue::taskDone).result();
        assertThat(queue.claims())
                .as("a thread that took nothing finishes for another")
                .isEmpty();
    }

    @Test
    void shouldFinishInTheOrderOfTaking() throws InterruptedException {
        Claim<String> first = queue.claim();
        assertThat(queue.take()).isEqualTo("b");
        first.nack();
        assertThat(queue.take()).as("given back, so before newer ones").isEqualTo("a");

        queue.taskDone();
        assertThat(queue.claims()).extracting(ClaimInfo::sequence).containsExactly(1L);
    }

    @Test
    void shouldEndJoinWhenAllIsDone() throws Exception {
        Background<Void> joiner = Background.run(queue::join).awaitAsleep();
        for (int i = 0; i < 3; i++) {
            queue.take();
            queue.taskDone();
        }
        assertThat(queue.join(Duration.ZERO)).isFalse();
        queue.take();
        assertThat(queue.join(Duration.ofMillis(1))).isFalse();
        assertThat(joiner.isDone()).isFalse();

        queue.taskDone();

        joiner.result();
        assertThat(queue.join(Duration.ZERO)).isTrue();
        assertThat(queue.unfinished()).isZero();
    }

    @Test
    void shouldNeverGiveUpJoinEarly() throws InterruptedException {
        long before = System.nanoTime();
        assertThat(queue.join(Duration.ofMillis(60))).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void shouldEndJoinOnInterruptionAndDeletion() throws Exception {
        Background<Void> interrupted = Background.run(queue::join).awaitAsleep();
        interrupted.thread().interrupt();
        assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);

        Background<Void> deleted = Background.run(queue::join).awaitAsleep();
        queue.delete();
        assertThat(deleted.failure()).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldGiveWhatWasNotDoneToTheNext() throws InterruptedException {
        queue.take();
        queue.take();
        queue.taskDone();
        parley.close();

        parley = Parley.open(directory.resolve("domain"));
        queue = parley.joinableQueue("buns", Codecs.utf8());
        assertThat(queue.unfinished()).isEqualTo(3);
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        assertThat(queue.take()).isEqualTo("b");
        queue.taskDone();
        assertThat(queue.take()).isEqualTo("c");
        assertThat(queue.redelivered()).isEqualTo(1);
    }

    @Test
    void shouldBeDoneAtOnceWithWhatAPlainHandleTakes() throws Exception {
        SharedQueue<String> plain = parley.queue("buns", Codecs.utf8());
        Background<Void> joiner = Background.run(queue::join).awaitAsleep();
        for (int i = 0; i < 4; i++) {
            plain.take();
        }
        joiner.result();
        assertThat(queue.unfinished()).isZero();
    }

    @Test
    void shouldRefuseMoreThanTheTableHolds() throws InterruptedException {
        queue.take();
        queue.take();
        queue.take();
        assertThatThrownBy(queue::take).isInstanceOf(ClaimTableFullException.class);
        queue.taskDone();
        assertThat(queue.take()).isEqualTo("d");
    }

    @Test
    void shouldBeDoneWithWhatWasCleared() throws InterruptedException {
        assertThat(queue.take()).isEqualTo("a");
        queue.clear();

        assertThat(queue).isEmpty();
        assertThat(queue.claims())
                .as("what was taken before is not done")
                .extracting(ClaimInfo::sequence)
                .containsExactly(0L);
        queue.taskDone();
        assertThat(queue.join(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldBeDoneWithWhatNobodyCanRead() throws InterruptedException {
        JoinableQueue<String> fragile = parley.joinableQueue("fragile", new Brittle());
        fragile.put(Brittle.POISON);

        assertThatThrownBy(fragile::take).isInstanceOf(CodecException.class);
        assertThat(fragile.join(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldTakeManyAndBeDoneWithEach() throws InterruptedException {
        StringBuilder inPlace = new StringBuilder();
        queue.takeWith(inPlace, (target, message) -> target.append(message.readUtf8()));
        assertThat(inPlace).hasToString("a");
        assertThat(queue.takeBatch(2)).containsExactly("b", "c");
        assertThat(queue.unfinished()).isEqualTo(4);
        queue.taskDone();
        queue.taskDone();
        queue.taskDone();
        assertThat(queue.unfinished()).isEqualTo(1);
    }

    @Test
    void shouldEndABatchBeforeWhatNobodyCanRead() throws InterruptedException {
        JoinableQueue<String> fragile = parley.joinableQueue("fragile", new Brittle());
        fragile.putAll(List.of("a", Brittle.POISON, "b"));

        assertThat(fragile.takeBatch(3)).containsExactly("a");
        assertThat(fragile.unfinished()).isEqualTo(3);
        assertThatThrownBy(() -> fragile.takeBatch(3)).isInstanceOf(CodecException.class);
        assertThat(fragile.takeBatch(3)).containsExactly("b");
        fragile.taskDone();
        fragile.taskDone();
        assertThat(fragile.join(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldRefuseAQueueThatIsNotJoinable() {
        parley.queue("orders", Codecs.utf8());
        assertThatThrownBy(() -> parley.joinableQueue("orders", Codecs.utf8()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("joinable");
    }
}
