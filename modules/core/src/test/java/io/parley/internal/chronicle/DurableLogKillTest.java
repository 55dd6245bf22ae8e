package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.crash.Failpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills appending JVMs. Each time another JVM, which has had the log open and has appended to it before, recovers it,
 * goes on, reads everything, and is the next to be killed.
 */
@Timeout(180)
class DurableLogKillTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    @TempDir
    Path temporary;

    private final List<LogJvm> jvms = new ArrayList<>();
    private final Random random = new Random(SEED);
    private Path directory;
    private Path acknowledged;
    private TestMessages.FastClock clock;
    private String rollCycle;
    private int blockSize;

    @BeforeEach
    void setUp() {
        directory = temporary.resolve("log");
        acknowledged = temporary.resolve("log.ack");
    }

    @AfterEach
    void tearDown() {
        jvms.forEach(LogJvm::close);
    }

    private LogJvm fork(String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("-Dparley.failpoints=true");
        LogJvm jvm = LogJvm.start(directory, rollCycle, blockSize, clock, all.toArray(String[]::new));
        jvms.add(jvm);
        return jvm;
    }

    private LogJvm start() {
        LogJvm jvm = fork();
        jvm.awaitReady();
        return jvm;
    }

    private void configure(String cycle, int block, int speed) {
        rollCycle = cycle;
        blockSize = block;
        clock = new TestMessages.FastClock(System.currentTimeMillis(), speed);
    }

    @ParameterizedTest
    @CsvSource({"FAST_DAILY, 1048576, 1", "TEST4_SECONDLY, 65536, 20"})
    void shouldSurviveKillsAtRandomTimes(String cycle, int block, int speed) throws IOException {
        configure(cycle, block, speed);
        LogJvm doomed = start();
        for (int round = 0; round < 4; round++) {
            LogJvm survivor = start();
            survivor.ask("append " + (1_000 + round) + " 2", "appended");
            doomed.send("run " + round);
            LockSupport.parkNanos(random.nextInt(80) * 1_000_000L);
            doomed.kill();
            takeOver(survivor, round);
            doomed = survivor;
        }
        doomed.kill();
        readFromTheStart();
    }

    @ParameterizedTest
    @CsvSource({
        "APPEND_IN_DOCUMENT, FAST_DAILY, 1048576, 30",
        "APPEND_IN_PLACE, FAST_DAILY, 1048576, 300",
        "APPEND_BETWEEN_FRAGMENTS, FAST_DAILY, 1048576, 20",
        "CYCLE_ENDED, TEST4_SECONDLY, 65536, 3",
        "CYCLE_BEFORE_NAMED, TEST4_SECONDLY, 65536, 3",
        "CYCLE_NAMED, TEST4_SECONDLY, 65536, 3",
    })
    void shouldSurviveKillsAt(Failpoint point, String cycle, int block, int hits) throws IOException {
        configure(cycle, block, 50);
        LogJvm doomed = start();
        for (int round = 0; round < 2; round++) {
            LogJvm survivor = start();
            survivor.ask("append " + (1_000 + round) + " 2", "appended");
            doomed.ask("die " + point + " " + (1 + random.nextInt(hits)), "armed");
            doomed.send("run " + round);
            doomed.awaitEnd();
            takeOver(survivor, round);
            doomed = survivor;
        }
        doomed.kill();
        readFromTheStart();
    }

    @Test
    void shouldSurviveDeathWhileTheLogIsMade() throws IOException {
        configure("FAST_DAILY", 1 << 20, 1);
        // Before the template is there, before the metadata is, before and after the first cycle is.
        String[] deaths = {
            "CREATE_BEFORE_LINK 1",
            "CREATE_BEFORE_LINK 1",
            "CREATE_BEFORE_LINK 2",
            "CYCLE_BEFORE_NAMED 1",
            "CYCLE_NAMED 1"
        };
        for (String death : deaths) {
            String[] words = death.split(" ");
            fork("-Dparley.test.dieAt=" + words[0], "-Dparley.test.dieOnCreate=" + words[1])
                    .awaitEnd();
        }
        try (LogJvm survivor = start()) {
            assertThat(survivor.ask("append 1 5", "appended")[2]).isEqualTo("4");
            assertThat(survivor.ask("check", "checked")).containsExactly("4");
        }
    }

    @Test
    void shouldGoOnAfterAnExceptionInTheMiddle() {
        configure("FAST_DAILY", 1 << 20, 1);
        try (LogJvm jvm = start()) {
            for (Failpoint point : new Failpoint[] {
                Failpoint.APPEND_IN_DOCUMENT, Failpoint.APPEND_IN_PLACE, Failpoint.APPEND_BETWEEN_FRAGMENTS
            }) {
                for (int hits = 1; hits < 40; hits += 7) {
                    jvm.ask("fail " + point + " " + hits, "failed as told");
                    String last = jvm.ask("append 1 20", "appended")[2];
                    assertThat(jvm.ask("check", "checked")).containsExactly(last);
                }
            }
        }
    }

    private void takeOver(LogJvm survivor, int round) throws IOException {
        String[] appended = survivor.ask("recover " + (2_000 + round) + " " + (1 + random.nextInt(5)), "appended");
        String[] checked = survivor.ask("check", "checked");
        assertThat(checked[0]).as("seed %d round %d", SEED, round).isEqualTo(appended[2]);
        assertThat(Long.parseLong(checked[0]))
                .as("seed %d round %d", SEED, round)
                .isGreaterThan(acknowledged());
        assertThat(survivor.errors()).as("seed %d round %d", SEED, round).doesNotContain("Exception");
    }

    private long acknowledged() throws IOException {
        byte[] bytes = Files.exists(acknowledged) ? Files.readAllBytes(acknowledged) : new byte[0];
        return bytes.length < Long.BYTES ? -1 : ByteBuffer.wrap(bytes).getLong();
    }

    private void readFromTheStart() throws IOException {
        try (LogJvm reader = start()) {
            String last = reader.ask("last", "last")[0];
            assertThat(reader.ask("check", "checked")).containsExactly(last);
            assertThat(reader.errors()).doesNotContain("Exception");
        }
    }
}
