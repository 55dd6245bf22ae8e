package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.BrokenPipeException;
import io.parley.pipe.End;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.EOFException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at the two ends of a pipe. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class PipeProcessesIT {
    private static final int LARGE = 16 << 20;

    @TempDir
    Path directory;

    private Parley parley;

    /** Answers each message with itself, until the stream ends. Arguments: domain. */
    static final class Echo {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Domains.open(Path.of(args[0]), "echo");
                    PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), End.SECOND)) {
                Script.reached("ready");
                while (true) {
                    end.send(end.receive());
                }
            } catch (EOFException peerClosed) {
                Script.report("ended", "by the end of the stream");
            }
        }
    }

    /** Waits for room, for ever. Arguments: domain. */
    static final class Flood {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Domains.open(Path.of(args[0]), "flood");
                    PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), End.SECOND)) {
                end.send(new byte[] {1});
                Script.reached("ready");
                while (true) {
                    end.send(new byte[LARGE]);
                }
            }
        }
    }

    /** Receives a connection and answers through it. Arguments: domain. */
    static final class Answerer {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Domains.open(Path.of(args[0]), "answerer");
                    PipeConnection<PipeConnection<String>> end =
                            parley.connection("carrier", parley.connectionCodec(Codecs.utf8()), End.SECOND)) {
                try (PipeConnection<String> arrived = end.receive()) {
                    arrived.send("answer to " + arrived.receive());
                }
                Script.barrier("answered");
            }
        }
    }

    @BeforeEach
    void open() {
        parley = Domains.open(directory.resolve("domain"), "test");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ForkedJvm start(Class<?> main) {
        return Domains.child(main, parley.directory()).start();
    }

    @Test
    void shouldPassSmallAndLargeMessagesBothWays() throws Exception {
        ForkedJvm echo = start(Echo.class);
        byte[] large = new byte[LARGE];
        new Random(1).nextBytes(large);
        try (PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), End.FIRST)) {
            for (byte[] message : new byte[][] {{}, {1, 2, 3}, large}) {
                end.send(message);
                assertThat(Arrays.equals(end.receive(), message)).isTrue();
            }
        }

        echo.awaitExit(0, HANG);
        assertThat(echo.reported("ended")).isPresent();
    }

    @Test
    void shouldEndAndBreakWhenTheOtherProcessIsKilled() throws Exception {
        ForkedJvm flood = start(Flood.class);
        try (PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), End.FIRST)) {
            assertThat(end.receive()).containsExactly(1);
            flood.awaitReached("ready", START);
            assertThat(end.receive()).hasSize(LARGE);

            flood.kill();

            assertThatThrownBy(() -> {
                        while (true) {
                            assertThat(end.receive()).hasSize(LARGE); // what was under way, if it was complete
                        }
                    })
                    .isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> end.send(new byte[1])).isInstanceOf(BrokenPipeException.class);
        }
    }

    @Test
    void shouldWaitForAProcessThatIsStopped() throws Exception {
        ForkedJvm echo = start(Echo.class);
        echo.awaitReached("ready", START);
        try (PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), End.FIRST)) {
            echo.stop();
            end.send(new byte[] {5});
            assertThat(end.receive(Duration.ofMillis(200))).isEmpty();
            assertThat(end.poll()).isFalse();

            echo.resume();

            assertThat(end.receive()).containsExactly(5);
        }
        echo.awaitExit(0, HANG);
    }

    @Test
    void shouldSendAnEndToAnotherProcess() throws Exception {
        ForkedJvm answerer = start(Answerer.class);
        try (Pipe<String> pipe = parley.pipe("sent", Codecs.utf8());
                var carrier = parley.connection("carrier", parley.connectionCodec(Codecs.utf8()), End.FIRST)) {
            carrier.send(pipe.second());
            pipe.second().close();

            pipe.first().send("question");

            assertThat(pipe.first().receive()).isEqualTo("answer to question");
            assertThatThrownBy(pipe.first()::receive).isInstanceOf(EOFException.class);
            answerer.awaitReached("answered", HANG);
            answerer.proceed("answered");
        }
        answerer.awaitExit(0, HANG);
    }
}
