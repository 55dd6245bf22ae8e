package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.Durability;
import io.parley.queue.QueueEntry;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A producer dies at each step from one file of the log to the next, and before what it put goes to disk. Who has the
 * queue open goes on, who opens it then as well, and everything acknowledged is there once and in order.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
@KillsAt({Failpoint.CYCLE_ENDED, Failpoint.CYCLE_BEFORE_NAMED, Failpoint.CYCLE_NAMED, Failpoint.LOG_SYNC})
class RollCrashIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int ROLL_BYTES = 256 << 10;
    private static final int LENGTH = 30_000;
    private static final int SURVIVOR = 1_000_000;

    @TempDir
    Path directory;

    /** Puts numbered messages until it is killed. Arguments: domain, durability. */
    static final class Producer {
        public static void main(String[] args) throws InterruptedException {
            Durability durability = args[1].equals("onPut") ? Durability.onPut() : Durability.none();
            Parley parley = Parley.open(Path.of(args[0]));
            SharedQueue<byte[]> queue =
                    parley.queue("queue", Codecs.bytes(), o -> options().durability(durability));
            for (int i = 0; ; i++) {
                queue.put(message(i));
                Script.report("acknowledged", i);
            }
        }
    }

    private static QueueOptions options() {
        return QueueOptions.small().rollBytes(ROLL_BYTES);
    }

    /* Every seventh is in pieces. */
    private static byte[] message(int number) {
        byte[] message = new byte[number % 7 == 0 ? 5 * LENGTH : LENGTH / 2];
        Arrays.fill(message, (byte) number);
        return ByteBuffer.wrap(message).putInt(number).array();
    }

    @ParameterizedTest
    @CsvSource({
        "CYCLE_ENDED, 3, none, 0",
        "CYCLE_BEFORE_NAMED, 1, none, 0",
        "CYCLE_BEFORE_NAMED, 3, none, 0",
        "CYCLE_NAMED, 3, none, 0",
        "CYCLE_ENDED, 2, onPut, 0",
        // the first ones put on disk what there is when the queue is opened
        "LOG_SYNC, 12, onPut, 1",
    })
    void shouldGoOnWhereItDied(Failpoint point, int nth, String durability, int unacknowledged) throws Exception {
        Path domain = directory.resolve("domain");
        try (Parley parley = Parley.open(domain)) {
            // who has the queue open, unless it dies in making it
            SharedQueue<byte[]> survivor = nth > 1 ? queue(parley) : null;
            ForkedJvm victim = ForkedJvm.builder(Producer.class)
                    .args(domain.toString(), durability)
                    .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                    .failAt(point, FailAction.KILL, nth)
                    .start();
            victim.awaitFailpoint(point, START);
            int acknowledged = victim.reports("acknowledged").size();

            try (SharedQueue<byte[]> first = survivor == null ? queue(parley) : survivor;
                    SharedQueue<byte[]> newcomer = queue(parley)) {
                for (int i = 0; i < 40; i++) {
                    (i % 2 == 0 ? newcomer : first).put(message(SURVIVOR + i));
                }

                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < acknowledged + unacknowledged; i++) {
                    expected.add(i);
                }
                for (int i = 0; i < 40; i++) {
                    expected.add(SURVIVOR + i);
                }
                assertThat(history(first)).isEqualTo(expected);
                assertThat(history(newcomer)).isEqualTo(expected);
                for (int number : expected) {
                    assertThat(first.take()).isEqualTo(message(number));
                }
                assertThat(newcomer.poll()).isNull();
                assertThat(files(first)).allMatch(name -> name.matches("metadata\\.cq4t|cycle\\.template|\\d+F\\.cq4"));
            }
        }
    }

    private static SharedQueue<byte[]> queue(Parley parley) {
        return parley.queue("queue", Codecs.bytes(), o -> options());
    }

    private static List<Integer> history(SharedQueue<byte[]> queue) {
        List<Integer> numbers = new ArrayList<>();
        for (QueueEntry<byte[]> entry : queue.entries()) {
            int number = ByteBuffer.wrap(entry.message()).getInt();
            assertThat(entry.message()).isEqualTo(message(number));
            numbers.add(number);
        }
        return numbers;
    }

    private static List<String> files(SharedQueue<byte[]> queue) throws IOException {
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
