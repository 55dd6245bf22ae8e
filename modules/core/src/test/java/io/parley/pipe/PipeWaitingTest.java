package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.internal.wait.WaitSource;
import io.parley.internal.wait.WaitSources;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeWaitingTest extends PipeFixture {
    private static List<Function<PipeConnection<byte[]>, Background.Work>> waits() {
        return List.of(
                end -> end::receive,
                end -> () -> end.receive(LONG),
                end -> () -> end.poll(LONG),
                end -> end::receiveBytes,
                end -> () -> {
                    while (true) {
                        end.send(new byte[1_000]);
                    }
                },
                end -> () -> {
                    while (end.send(new byte[1_000], LONG)) {
                        continue;
                    }
                });
    }

    @Test
    void shouldWaitAtLeastAsLongAsTold() throws Exception {
        try (Pipe<byte[]> pipe = smallPipe()) {
            long before = System.nanoTime();
            assertThat(pipe.first().poll(Duration.ofMillis(30))).isFalse();
            assertThat(pipe.first().receive(Duration.ofMillis(30))).isEmpty();
            while (pipe.second().send(new byte[1_000], Duration.ZERO)) {
                continue;
            }
            assertThat(pipe.second().send(new byte[1_000], Duration.ofMillis(30)))
                    .isFalse();

            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(90_000_000);
            assertThat(pipe.second().poll(Duration.ofSeconds(-1))).isFalse();
            assertThat(pipe.second().send(new byte[1_000], Duration.ofSeconds(-1)))
                    .isFalse();
            assertThat(pipe.second().receive(Duration.ofSeconds(-1))).isEmpty();
        }
    }

    @Test
    void shouldEndEveryWaitByInterruption() throws Exception {
        for (Function<PipeConnection<byte[]>, Background.Work> wait : waits()) {
            try (Pipe<byte[]> pipe = smallPipe()) {
                Background<Void> waiting =
                        Background.run(wait.apply(pipe.first())).awaitAsleep();

                waiting.thread().interrupt();

                assertThat(waiting.failure()).isInstanceOf(InterruptedException.class);
                pipe.second().send(new byte[] {3});
                assertThat(pipe.first().receive()).containsExactly(3);
            }
        }
    }

    @Test
    void shouldNotBeginWhenInterruptedAlready() throws Exception {
        try (Pipe<byte[]> pipe = smallPipe()) {
            pipe.second().send(new byte[] {1});
            for (Function<PipeConnection<byte[]>, Background.Work> wait : waits()) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> wait.apply(pipe.first()).run()).isInstanceOf(InterruptedException.class);
                assertThat(Thread.interrupted()).isFalse();
            }
            assertThat(pipe.first().receive()).containsExactly(1);
            assertThat(pipe.second().poll()).isFalse();
        }
    }

    @Test
    void shouldEndEveryWaitByClosing() throws Exception {
        for (Function<PipeConnection<byte[]>, Background.Work> wait : waits()) {
            try (Pipe<byte[]> pipe = smallPipe()) {
                PipeConnection<byte[]> other = parley.connection("p", Codecs.bytes(), End.FIRST);
                Background<Void> waiting = Background.run(wait.apply(other)).awaitAsleep();

                other.close();

                assertThat(waiting.failure()).isInstanceOf(AsynchronousCloseException.class);
                assertThat(pipe.first().poll()).isFalse();
            }
        }
    }

    @Test
    void shouldEndEveryWaitByDeletion() throws Exception {
        for (Function<PipeConnection<byte[]>, Background.Work> wait : waits()) {
            try (Pipe<byte[]> pipe = smallPipe()) {
                Background<Void> waiting =
                        Background.run(wait.apply(pipe.first())).awaitAsleep();

                pipe.delete();

                assertThat(waiting.failure()).isInstanceOf(ObjectDeletedException.class);
                assertThat(pipe.isDeleted()).isTrue();
                assertThatThrownBy(() -> pipe.second().send(new byte[1])).isInstanceOf(ObjectDeletedException.class);
                assertThatThrownBy(() -> pipe.second().poll()).isInstanceOf(ObjectDeletedException.class);
                assertThat(pipe.second().isReady()).isTrue();
            }
        }
    }

    @Test
    void shouldWakeWhoWaitsForRoom() throws Exception {
        try (Pipe<byte[]> pipe = smallPipe()) {
            Background<Void> sending = Background.run(() -> {
                        for (int i = 0; i < 8; i++) {
                            pipe.first().send(new byte[1_000]);
                        }
                    })
                    .awaitAsleep();

            for (int i = 0; i < 8; i++) {
                assertThat(pipe.second().receive()).hasSize(1_000);
            }
            sending.result();
        }
    }

    @Test
    void shouldTellWaitSetsWhenItIsReady() throws IOException, InterruptedException {
        try (Pipe<byte[]> pipe = pipe()) {
            WaitSource source = WaitSources.of(pipe.first());

            assertThat(source.isTrue()).isFalse();
            assertThat(pipe.first().isReady()).isFalse();
            Background<Boolean> waiting = Background.call(() ->
                            source.bell().await(source, Long.MAX_VALUE, 1_000_000_000, io.parley.WaitStrategy.block()))
                    .awaitAsleep();
            pipe.second().send(new byte[1]);
            assertThat(resultOf(waiting)).isTrue();
            assertThat(pipe.first().isReady()).isTrue();
            pipe.first().receive();
            pipe.second().close();
            assertThat(source.isTrue()).isTrue();
        }
    }

    private static boolean resultOf(Background<Boolean> waiting) {
        try {
            return waiting.result();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
