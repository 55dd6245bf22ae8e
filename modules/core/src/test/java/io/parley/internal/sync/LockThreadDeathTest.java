package io.parley.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes live on while threads of theirs end under a lock: the others see it, and take from nobody else. */
@Timeout(120)
class LockThreadDeathTest {
    private static final int CELLS = 64;
    private static final int FIRST = 1024;
    private static final int CELL_LENGTH = 256;
    private static final int LEFT = 512;
    private static final int RIGHT = 520;
    private static final int INSIDE = 528;

    @TempDir
    Path directory;

    private final List<Participant> all = new ArrayList<>();
    private Parley founder;
    private Path file;
    private Path threadsFile;

    @BeforeEach
    void found() throws IOException {
        founder = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        file = TestFiles.zeros(directory.resolve("locks"), FIRST + CELLS * CELL_LENGTH);
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

    private record Participant(OtherProcess process, Memory memory, ThreadTable threads, List<LockCore> locks) {
        LockCore lock() {
            return locks.get(0);
        }
    }

    private Participant join(WaitStrategy strategy) throws IOException {
        return join(strategy, CELLS);
    }

    private Participant join(WaitStrategy strategy, int cells) throws IOException {
        OtherProcess process = OtherProcess.join(founder.directory(), "p" + all.size());
        Memory memory = TestFiles.map(file);
        ThreadTable threads = new ThreadTable(TestFiles.map(threadsFile));
        List<LockCore> locks = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            locks.add(new LockCore(
                    memory, FIRST + cell * CELL_LENGTH, process.table(), threads, SystemClock.LOCAL, strategy));
        }
        Participant participant = new Participant(process, memory, threads, locks);
        all.add(participant);
        return participant;
    }

    static List<WaitStrategy> strategies() {
        return List.of(WaitStrategy.block(), WaitStrategy.adaptive(), WaitStrategy.park(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldPassFromAThreadThatEndedToAWaiterInAnotherProcess(WaitStrategy strategy) throws Exception {
        Participant holder = join(strategy);
        Participant waiter = join(strategy);
        CountDownLatch end = new CountDownLatch(1);
        Background<Void> holding = Background.run(() -> {
            holder.lock().acquire();
            holder.lock().acquire();
            end.await();
        });
        await().until(() -> waiter.lock().owner() == holder.process.owner());
        Background<Boolean> waiting = Background.call(() -> {
            waiter.lock().acquire();
            return waiter.lock().isRecovered();
        });
        waiting.awaitAsleep();
        assertThat(waiter.lock().isAbandoned()).isFalse();

        end.countDown();
        holding.result();

        assertThat(waiting.result()).as("told").isTrue();
        assertThat(waiter.lock().recoveries()).isEqualTo(1);
        assertThat(waiter.lock().token()).isEqualTo(2);
    }

    @Test
    void shouldBeAbandonedByAThreadThatEnded() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.adaptive());

        Background.run(holder.lock()::acquire).result();

        await().until(other.lock()::isAbandoned);
        assertThat(other.lock().owner()).isEqualTo(holder.process.owner());
        assertThat(other.lock().describeHolder()).contains("ended");
        assertThat(other.lock().tryAcquire()).isTrue();
        assertThat(other.lock().isRecovered()).isTrue();
        assertThat(other.lock().isAbandoned()).isFalse();
    }

    @Test
    void shouldPassEveryLockOfAThreadThatEndedAndNoneThatItGaveBack() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.block());
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Background<Void> holding = Background.run(() -> {
            for (LockCore each : holder.locks) {
                each.acquire();
            }
            for (int i = 0; i < CELLS; i += 3) {
                holder.locks.get(i).release();
            }
            held.countDown();
            end.await();
        });
        held.await();
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (LockCore each : other.locks) {
            waiters.add(Background.call(() -> {
                each.acquire();
                return each.isRecovered();
            }));
        }
        await().until(() -> waiters.stream().filter(Background::isDone).count() == (CELLS + 2) / 3);

        end.countDown();
        holding.result();

        for (int i = 0; i < CELLS; i++) {
            assertThat(waiters.get(i).result()).as("told, lock %d", i).isEqualTo(i % 3 != 0);
        }
    }

    @Test
    void shouldPassAThreadsLockToAnotherThreadOfItsProcessOrToAnotherProcessButNotToBoth() throws Exception {
        Participant holder = join(WaitStrategy.block());
        Participant other = join(WaitStrategy.block());
        for (int round = 1; round <= 50; round++) {
            Background.run(holder.lock()::acquire).result();
            AtomicLong inside = new AtomicLong();
            List<Background<Boolean>> takers = new ArrayList<>();
            for (Participant each : List.of(holder, other, holder, other)) {
                takers.add(Background.call(() -> {
                    each.lock().acquire();
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    boolean told = each.lock().isRecovered();
                    if (told) {
                        each.lock().markConsistent();
                    }
                    Thread.yield();
                    inside.decrementAndGet();
                    each.lock().release();
                    return told;
                }));
            }
            int told = 0;
            for (Background<Boolean> each : takers) {
                told += each.result() ? 1 : 0;
            }
            assertThat(told).as("told, in round %d", round).isEqualTo(1);
            assertThat(other.lock().recoveries()).isEqualTo(round);
        }
    }

    @Test
    void shouldNotBeTakenFromALivingThreadWhoseProcessLosesOthers() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.block());
        Background.run(holder.lock()::acquire).result();
        await().until(other.lock()::isAbandoned);
        holder.lock().acquire();
        assertThat(holder.lock().isRecovered()).isTrue();

        for (int i = 0; i < 20; i++) {
            Background.run(() -> {
                        holder.locks.get(1).acquire();
                        holder.locks.get(1).release();
                    })
                    .result();
            assertThat(other.lock().acquire(2_000_000)).isFalse();
        }

        assertThat(other.lock().recoveries()).isEqualTo(1);
        holder.lock().release();
        assertThat(other.lock().tryAcquire()).isTrue();
    }

    @Test
    void shouldOutliveAThreadWhoseHoldWasTakenOver() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.adaptive());
        Background.run(holder.lock()::acquire).result();
        await().until(other.lock()::isAbandoned);
        assertThat(other.lock().tryAcquire()).isTrue();

        assertThat(holder.lock().tryAcquire()).as("the other lives").isFalse();
        assertThat(holder.lock().isHeldByCurrentThread()).isFalse();
        other.lock().markConsistent();
        other.lock().release();

        holder.lock().acquire();
        assertThat(holder.lock().isRecovered()).isFalse();
        assertThat(holder.lock().holds()).isEqualTo(1);
        holder.lock().release();
    }

    @Test
    void shouldSleepBehindAnotherWaiterOfAFairLockThatDoesNotCome() throws Exception {
        file = TestFiles.zeros(directory.resolve("fair"), FIRST + LockWord.length(LockWord.FAIR));
        TestFiles.map(file).putInt(FIRST + LockWord.OPTIONS, LockWord.FAIR);
        Participant holder = join(WaitStrategy.block(), 1);
        Participant first = join(WaitStrategy.block(), 1);
        Participant second = join(WaitStrategy.block(), 1);
        FairQueue queue = new FairQueue(first.memory, FIRST, first.process.table());
        Background.run(holder.lock()::acquire).result();
        await().until(second.lock()::isAbandoned);
        int slot = queue.enter(1);

        Background<Void> waiting = Background.run(second.lock()::acquire);
        for (int i = 0; i < 20; i++) {
            assertThat(waiting.awaitAsleep().isDone()).isFalse();
        }

        queue.leave(slot);
        waiting.result();
        assertThat(second.lock().recoveries()).isEqualTo(1);
    }

    @Test
    void shouldCareAboutProcessesOnlyIfToldTo() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.adaptive());
        LockCore unseen =
                new LockCore(holder.memory, FIRST, holder.process.table(), SystemClock.LOCAL, WaitStrategy.adaptive());
        Background.run(unseen::acquire).result();

        assertThat(other.lock().acquire(50_000_000)).isFalse();

        assertThat(unseen.tryAcquire()).as("its own process").isTrue();
        assertThat(unseen.isRecovered()).isTrue();
        unseen.release();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void shouldNotBeTakenFromAVirtualThreadByAnotherProcess() throws Exception {
        Participant holder = join(WaitStrategy.adaptive());
        Participant other = join(WaitStrategy.adaptive());
        CountDownLatch end = new CountDownLatch(1);
        Thread virtual = startVirtual(() -> {
            holder.lock().acquire();
            try {
                end.await();
                holder.lock().release();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> other.lock().owner() != 0);

        assertThat(other.lock().acquire(50_000_000)).isFalse();

        end.countDown();
        virtual.join();
        assertThat(other.lock().tryAcquire()).isTrue();
        other.lock().release();

        startVirtual(holder.lock()::acquire).join();
        assertThat(other.lock().acquire(50_000_000)).as("its process lives").isFalse();
        assertThat(holder.lock().tryAcquire()).as("its process knows").isTrue();
        assertThat(holder.lock().isRecovered()).isTrue();
    }

    private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(builder, task);
    }

    /** Threads of three processes end at random under the lock; whoever has it has it alone, until it gives it back. */
    @Test
    void shouldNeverBeTakenFromTheLivingWhileThreadsEndAtRandom(TestReporter reporter) throws Exception {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        reporter.publishEntry("parley.seed", Long.toString(seed));
        AtomicLong deaths = new AtomicLong();
        List<Background<Void>> processes = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            Participant me = join(p == 0 ? WaitStrategy.adaptive() : WaitStrategy.block());
            long mine = seed + p;
            processes.add(Background.run(() -> {
                SplittableRandom random = new SplittableRandom(mine);
                for (int life = 0; life < 100; life++) {
                    long seedOfLife = random.nextLong();
                    List<Background<Void>> threads = new ArrayList<>();
                    for (int t = 0; t < 2; t++) {
                        long id = seedOfLife + t;
                        threads.add(Background.run(() -> live(me, id, deaths)));
                    }
                    for (Background<Void> each : threads) {
                        each.result();
                    }
                }
            }));
        }
        for (Background<Void> each : processes) {
            each.result();
        }

        Participant last = join(WaitStrategy.adaptive());
        last.lock().acquire();

        assertThat(last.lock().recoveries()).isEqualTo(deaths.get()).isPositive();
    }

    /** A thread's life: some turns under the lock, each of which may be its last. */
    private static void live(Participant me, long id, AtomicLong deaths) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(id);
        LockCore lock = me.lock();
        for (int turn = 0; turn < 20; turn++) {
            if (random.nextBoolean()) {
                lock.acquire();
            } else {
                assertThat(lock.acquire(TimeUnit.MINUTES.toNanos(1))).isTrue();
            }
            if (lock.isRecovered()) {
                me.memory.putLong(RIGHT, me.memory.getLong(LEFT));
                lock.markConsistent();
            }
            assertThat(me.memory.getLong(LEFT)).isEqualTo(me.memory.getLong(RIGHT));
            me.memory.putLongVolatile(INSIDE, id);
            me.memory.putLong(LEFT, me.memory.getLong(LEFT) + 1);
            Thread.yield();
            if (random.nextInt(30) == 0) {
                deaths.incrementAndGet();
                return;
            }
            me.memory.putLong(RIGHT, me.memory.getLong(RIGHT) + 1);
            assertThat(me.memory.getLongVolatile(INSIDE)).as("alone").isEqualTo(id);
            lock.release();
        }
    }
}
