package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.crash.Failpoint;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class FailpointTest {
    /** Counts in a mapped file the stores before and after the failpoint. */
    static final class Counter {
        public static void main(String[] args) throws Exception {
            try (RandomAccessFile file = new RandomAccessFile(args[0], "rw")) {
                MappedByteBuffer words = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 8);
                for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
                    words.putInt(0, round);
                    Failpoint.APPEND_IN_DOCUMENT.hit();
                    words.putInt(4, round);
                    Failpoint.LOCK_HELD.hit();
                }
            }
            Script.report("enabled", Failpoint.ENABLED);
        }
    }

    static final class PausedThread {
        public static void main(String[] args) throws Exception {
            Thread victim = new Thread(() -> {
                Failpoint.LOCK_HELD.hit();
                Script.report("interrupted", Thread.currentThread().isInterrupted());
            });
            victim.start();
            Script.await("interrupt");
            victim.interrupt();
            Script.reached("others go on");
            victim.join();
        }
    }

    @Test
    void shouldKillTheProcessAtTheNthHitBeforeTheNextStore(@TempDir Path directory) throws Exception {
        Path words = directory.resolve("words");
        long before = System.nanoTime();
        ForkedJvm jvm = ForkedJvm.builder(Counter.class)
                .args(words.toString(), "100")
                .failAt(Failpoint.APPEND_IN_DOCUMENT, FailAction.KILL, 7)
                .start();

        FailpointHit hit = jvm.awaitFailpoint(Failpoint.APPEND_IN_DOCUMENT, PATIENCE);

        assertThat(jvm.isAlive()).isFalse();
        assertThat(jvm.waitFor(PATIENCE)).isEqualTo(137);
        assertThat(hit.hit()).isEqualTo(7);
        assertThat(hit.action()).isEqualTo(FailAction.KILL);
        assertThat(hit.monotonicNs()).isBetween(before, System.nanoTime());
        assertThat(Files.readAllBytes(words)).containsExactly(0, 0, 0, 7, 0, 0, 0, 6);
    }

    @Test
    void shouldStopTheProcessAndLetItGoOn(@TempDir Path directory) {
        ForkedJvm jvm = ForkedJvm.builder(Counter.class)
                .args(directory.resolve("words").toString(), "5")
                .failAt(Failpoint.LOCK_HELD, FailAction.STOP, 2)
                .failAt(Failpoint.LOCK_HELD, FailAction.STOP, 4)
                .start();

        for (int hit : new int[] {2, 4}) {
            assertThat(jvm.awaitFailpoint(Failpoint.LOCK_HELD, PATIENCE).hit()).isEqualTo(hit);
            assertThat(jvm.processState()).isEqualTo('T');
            jvm.resume();
        }
        jvm.awaitExit(0, PATIENCE);
    }

    @Test
    void shouldPauseOneThreadWhateverInterruptsIt() {
        ForkedJvm jvm = ForkedJvm.builder(PausedThread.class)
                .failAt(Failpoint.LOCK_HELD, FailAction.PAUSE)
                .start();
        jvm.awaitFailpoint(Failpoint.LOCK_HELD, PATIENCE);

        jvm.proceed("interrupt");
        jvm.awaitReached("others go on", PATIENCE);
        assertThat(jvm.reported("interrupted")).isEmpty();

        jvm.proceed(Failpoint.LOCK_HELD);
        assertThat(jvm.awaitReported("interrupted", PATIENCE)).isEqualTo("true");
        jvm.awaitExit(0, PATIENCE);
    }

    @Test
    void shouldDieAtTheSameRandomHitForTheSameSeed(@TempDir Path directory) {
        List<FailpointHit> hits = java.util.stream.Stream.of("a", "b")
                .map(name -> {
                    ForkedJvm jvm = ForkedJvm.builder(Counter.class)
                            .args(directory.resolve(name).toString(), "1000000")
                            .failRandomly(42, 0.01, Failpoint.LOCK_HELD, Failpoint.APPEND_IN_DOCUMENT)
                            .start();
                    jvm.awaitExit(ForkedJvm.EXIT_KILLED, PATIENCE);
                    assertThat(jvm.failpointHits()).hasSize(1);
                    return jvm.failpointHits().get(0);
                })
                .toList();

        assertThat(hits.get(0).point()).isEqualTo(hits.get(1).point());
        assertThat(hits.get(0).hit()).isEqualTo(hits.get(1).hit());
    }

    @Test
    void shouldLeaveFailpointsOffWhenNoneIsPlanned(@TempDir Path directory) {
        ForkedJvm jvm = ForkedJvm.fork(Counter.class, directory.resolve("words").toString(), "1");

        assertThat(jvm.awaitReported("enabled", PATIENCE)).isEqualTo("false");
    }

    @Test
    void shouldFailWhenTheFailpointIsNeverPassed(@TempDir Path directory) {
        ForkedJvm jvm = ForkedJvm.builder(Counter.class)
                .args(directory.resolve("words").toString(), "1")
                .failAt(Failpoint.CLAIM_HELD, FailAction.KILL)
                .start();

        assertThatThrownBy(() -> jvm.awaitFailpoint(Failpoint.CLAIM_HELD, PATIENCE))
                .isInstanceOf(ChildFailedError.class)
                .hasMessageContaining("ended and did not act at failpoint CLAIM_HELD")
                .hasMessageContaining("exited with code 0");
    }
}
