package io.parley.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.OwnershipLostException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several processes at one lock: each has its slot, its byte locks and its core, and they share nothing but the file.
 */
@Timeout(120)
class LockCoreTest {
    private static final int LENGTH = 4096;
    private static final int CELL = 1024;
    private static final int COUNTER = 2048;
    private static final int LAST_TOKEN = 2056;

    @TempDir
    Path directory;

    private final List<Participant> all = new ArrayList<>();
    private Parley founder;
    private Path file;
    private Path threadsFile;
    private Memory words;

    @BeforeEach
    void found() throws IOException {
        Path domain = directory.resolve("domain");
        founder = Parley.open(ParleyConfig.at(domain).withDurable(false));
        file = TestFiles.zeros(directory.resolve("lock"), LENGTH);
        words = TestFiles.map(file);
        threadsFile = TestFiles.zeros(directory.resolve("threads"), ProcessTable.FILE_LENGTH);
    }

    @AfterEach
    void close() {
        all.forEach(each -> {
            each.process.close();
            each.threads.close();
        });
        founder.close();
    }

    private record Participant(OtherProcess process, Memory memory, ThreadTable threads, LockCore core) {}

    private Participant join(WaitStrategy strategy) throws IOException {
        OtherProcess process = OtherProcess.join(founder.directory(), "p" + all.size());
        Memory memory = TestFiles.map(file);
        ThreadTable threads = new ThreadTable(TestFiles.map(threadsFile));
        LockCore core = new LockCore(memory, CELL, process.table(), threads, SystemClock.LOCAL, strategy);
        Participant participant = new Participant(process, memory, threads, core);
        all.add(participant);
        return participant;
    }

    /** Flags and owner, without the thread. */
    private long word() {
        return words.getIntVolatile(CELL) & 0xFFFF_FFFFL;
    }

    static List<WaitStrategy> strategies() {
        return List.of(WaitStrategy.adaptive(), WaitStrategy.block());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldExcludeOtherProcesses(WaitStrategy strategy) throws Exception {
        int rounds = 10_000;
        List<Background<Void>> workers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            Participant me = join(strategy);
            workers.add(Background.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    me.core.acquire();
                    me.memory.putLong(COUNTER, me.memory.getLong(COUNTER) + 1);
                    assertThat(me.core.token()).isEqualTo(me.memory.getLong(LAST_TOKEN) + 1);
                    me.memory.putLong(LAST_TOKEN, me.core.token());
                    assertThat(me.core.isRecovered()).isFalse();
                    me.core.release();
                }
            }));
        }

        for (Background<Void> each : workers) {
            each.result();
        }

        assertThat(words.getLong(COUNTER)).isEqualTo(4 * rounds);
        assertThat(words.getLong(LAST_TOKEN)).isEqualTo(4 * rounds);
        assertThat(LockWord.isFree(word())).isTrue();
        assertThat(all.get(0).core.recoveries()).isZero();
    }

    @Test
    void shouldKeepTheWaitersBitWhileSomebodyWaits() throws Exception {
        Participant holder = join(WaitStrategy.block());
        Participant waiter = join(WaitStrategy.block());
        holder.core.acquire();
        assertThat(word()).isEqualTo(holder.process.owner());

        Background<Void> waiting = Background.run(waiter.core::acquire);
        await().until(() -> word() == (holder.process.owner() | LockWord.WAITERS));
        holder.core.release();
        waiting.result();

        assertThat(word()).as("there may be more of them").isEqualTo(waiter.process.owner() | LockWord.WAITERS);
    }

    @Test
    void shouldTakeTheWaitersBitOverFromTheDead() throws Exception {
        Participant dead = join(WaitStrategy.block());
        Participant survivor = join(WaitStrategy.block());
        dead.core.acquire();
        words.putIntVolatile(CELL, (int) (word() | LockWord.WAITERS));
        dead.process.kill();

        assertThat(survivor.core.tryAcquire()).isTrue();

        assertThat(word()).isEqualTo(survivor.process.owner() | LockWord.WAITERS | LockWord.INCONSISTENT);
        survivor.core.release();
        assertThat(word()).isEqualTo(LockWord.INCONSISTENT);
    }

    @Test
    void shouldPassFromADeadProcessToExactlyOneSurvivor() throws Exception {
        for (int round = 0; round < 20; round++) {
            Participant dead = join(WaitStrategy.adaptive());
            dead.core.acquire();
            List<Background<Boolean>> survivors = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                Participant survivor = join(WaitStrategy.adaptive());
                survivors.add(Background.call(() -> {
                    survivor.core.acquire();
                    boolean told = survivor.core.isRecovered();
                    if (told) {
                        survivor.core.markConsistent();
                    }
                    words.putLong(COUNTER, words.getLong(COUNTER) + 1);
                    survivor.core.release();
                    return told;
                }));
            }
            await().until(() -> (word() & LockWord.WAITERS) != 0);

            dead.process.kill();

            int told = 0;
            for (Background<Boolean> each : survivors) {
                told += each.result() ? 1 : 0;
            }
            assertThat(told).as("told, in round %d", round).isEqualTo(1);
            assertThat(words.getLong(COUNTER)).isEqualTo(3L * (round + 1));
            assertThat(all.get(0).core.recoveries()).isEqualTo(round + 1);
        }
    }

    /** The memory image that a holder who dies at any moment leaves behind is repaired by the next. */
    @Test
    void shouldRecoverFromAnyHolderWhoDiesAtRandom(TestReporter reporter) throws Exception {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        reporter.publishEntry("parley.seed", Long.toString(seed));
        Random random = new Random(seed);
        long recoveries = 0;
        boolean inconsistent = false;
        for (int i = 0; i < 200; i++) {
            Participant one = join(WaitStrategy.adaptive());
            boolean waited = random.nextBoolean();
            assertThat(waited ? one.core.acquire(1_000_000_000) : one.core.tryAcquire())
                    .isTrue();
            assertThat(one.core.isRecovered()).as("step %d of seed %d", i, seed).isEqualTo(inconsistent);
            assertThat(one.core.token()).isEqualTo(i + 1);
            if (inconsistent && random.nextBoolean()) {
                one.core.markConsistent();
                inconsistent = false;
            }
            if (random.nextInt(3) == 0) {
                one.process.kill();
                inconsistent = true;
                recoveries++;
            } else {
                one.core.release();
                one.process.close();
            }
        }

        Participant last = join(WaitStrategy.adaptive());
        last.core.acquire();

        assertThat(last.core.recoveries()).isEqualTo(recoveries);
    }

    @Test
    void shouldNotLetAProcessReleaseWhatWasTakenFromIt() throws Exception {
        Participant first = join(WaitStrategy.adaptive());
        Participant second = join(WaitStrategy.adaptive());
        first.core.acquire();
        first.process.close();
        assertThat(second.core.tryAcquire()).isTrue();

        assertThatThrownBy(first.core::release)
                .isInstanceOf(OwnershipLostException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("word=0x");

        assertThat(word()).isEqualTo(second.process.owner() | LockWord.INCONSISTENT);
        second.core.release();
        assertThatThrownBy(first.core::release).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void shouldKnowAnAbandonedLockFromAHeldOne() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant observer = join(WaitStrategy.adaptive());
        assertThat(observer.core.isAbandoned()).as("free").isFalse();

        holder.core.acquire();
        assertThat(observer.core.isAbandoned()).as("held").isFalse();
        assertThat(observer.core.owner()).isEqualTo(holder.process.owner());

        holder.process.kill();
        assertThat(observer.core.isAbandoned()).as("orphaned").isTrue();
        observer.core.acquire();
        assertThat(observer.core.isAbandoned()).as("taken over").isFalse();
    }
}
