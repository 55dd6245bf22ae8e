package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SharedReadWriteLockTest {
    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedReadWriteLock lock;
    private Lock read;
    private Lock write;

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory.resolve("domain"));
        lock = domain.parley.readWriteLock("book");
        read = lock.readLock();
        write = lock.writeLock();
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private static boolean elsewhere(Callable<Boolean> work) throws Exception {
        return Background.call(work).result();
    }

    /** A thread that holds a lock until told to let go. */
    private static final class Holder {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch held = new CountDownLatch(1);
        private final Background<Void> thread;

        Holder(Lock lock) throws InterruptedException {
            thread = Background.run(() -> {
                lock.lock();
                held.countDown();
                end.await();
                lock.unlock();
            });
            held.await();
        }

        void letGo() throws Exception {
            end.countDown();
            thread.result();
        }
    }

    private static Background<Void> waiter(Lock lock) {
        return Background.run(() -> {
                    lock.lock();
                    lock.unlock();
                })
                .awaitAsleep();
    }

    @Test
    void shouldLetManyReadAtATimeButNotWrite() throws Exception {
        read.lock();

        assertThat(elsewhere(read::tryLock)).isTrue();
        assertThat(elsewhere(write::tryLock)).isFalse();
        assertThat(elsewhere(() -> write.tryLock(20, MILLISECONDS))).isFalse();

        assertThat(lock.readers()).extracting(ProcessHold::count).containsExactly(2);
        assertThat(lock.isWriteLocked()).isFalse();
    }

    @Test
    void shouldLetOneWriteAndNobodyElse() throws Exception {
        write.lock();

        assertThat(elsewhere(read::tryLock)).isFalse();
        assertThat(elsewhere(write::tryLock)).isFalse();
        assertThat(elsewhere(() -> read.tryLock(20, MILLISECONDS))).isFalse();
        assertThat(elsewhere(() -> write.tryLock(20, MILLISECONDS))).isFalse();
        assertThat(lock.isWriteLocked()).isTrue();
        assertThat(lock.isWriteLockedByCurrentThread()).isTrue();
        assertThat(lock.writer().orElseThrow().processName()).isEqualTo("tests");

        write.unlock();
        assertThat(elsewhere(read::tryLock)).isTrue();
        assertThat(lock.writer()).isEmpty();
    }

    @Test
    void shouldCountHoldsPerThread() throws Exception {
        read.lock();
        read.lock();
        assertThat(lock.readHoldCount()).isEqualTo(2);
        assertThat(lock.readers()).extracting(ProcessHold::count).containsExactly(1);
        read.unlock();
        assertThat(elsewhere(write::tryLock)).isFalse();
        read.unlock();
        assertThat(lock.readHoldCount()).isZero();

        write.lock();
        write.lock();
        assertThat(lock.writeHoldCount()).isEqualTo(2);
        write.unlock();
        assertThat(elsewhere(read::tryLock)).isFalse();
        write.unlock();
        assertThat(elsewhere(() -> lock.writeHoldCount() == 0)).isTrue();
        assertThat(lock.isWriteLocked()).isFalse();
    }

    @Test
    void shouldDowngrade() throws Exception {
        write.lock();
        read.lock();
        write.lock();
        write.unlock();
        write.unlock();

        assertThat(elsewhere(() -> {
                    boolean may = read.tryLock();
                    read.unlock();
                    return may;
                }))
                .isTrue();
        assertThat(elsewhere(write::tryLock)).isFalse();
        read.unlock();
        assertThat(elsewhere(write::tryLock)).isTrue();
    }

    @Test
    void shouldRefuseToUpgradeInsteadOfWaitingForItself() throws Exception {
        read.lock();

        assertThat(write.tryLock()).isFalse();
        assertThat(write.tryLock(0, DAYS)).isFalse();
        for (Background.Work wait :
                List.<Background.Work>of(write::lock, write::lockInterruptibly, () -> write.tryLock(1, DAYS))) {
            assertThatThrownBy(wait::run)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("a reader cannot become the writer: " + lock.path())
                    .hasMessageContaining("read holds=1");
        }

        assertThat(lock.isWriteLocked()).isFalse();
        assertThat(elsewhere(read::tryLock)).isTrue();
    }

    @Test
    void shouldRefuseToReleaseWhatTheThreadDoesNotHold() throws Exception {
        assertThatThrownBy(read::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("not a reader: " + lock.path());
        assertThatThrownBy(write::unlock).isInstanceOf(IllegalMonitorStateException.class);
        read.lock();
        assertThat(Background.run(read::unlock).failure()).isInstanceOf(IllegalMonitorStateException.class);
        read.unlock();
        Holder writer = new Holder(write);
        assertThatThrownBy(write::unlock).isInstanceOf(IllegalMonitorStateException.class);
        writer.letGo();
    }

    @Test
    void shouldKeepNewReadersOutWhileAWriterWaitsButNotThoseThatReadAlready() throws Exception {
        read.lock();
        Background<Void> writer = waiter(write);
        await().until(lock::isWriteLocked);

        assertThat(elsewhere(read::tryLock)).isFalse();
        read.lock();
        read.unlock();
        assertThat(writer.isDone()).isFalse();
        read.unlock();

        writer.result();
        assertThat(elsewhere(read::tryLock)).isTrue();
    }

    @Test
    void shouldLetReadersInThatWaitedForAWriter() throws Exception {
        Holder writer = new Holder(write);
        List<Background<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            readers.add(waiter(read));
        }

        writer.letGo();

        for (Background<Void> each : readers) {
            each.result();
        }
        assertThat(lock.readers()).isEmpty();
    }

    @Test
    void shouldWaitForAllReaders() throws Exception {
        Holder first = new Holder(read);
        Holder second = new Holder(read);
        Background<Void> writer = waiter(write);

        first.letGo();
        assertThat(writer.awaitAsleep().isDone()).isFalse();
        second.letGo();

        writer.result();
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldKeepReadersAndWritersApart(WaitStrategy strategy) throws Exception {
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            SharedReadWriteLock shared = other.parley.readWriteLock("lock");
            AtomicInteger readers = new AtomicInteger();
            long[] guarded = new long[2];
            boolean spinning = strategy == WaitStrategy.spin();
            int rounds = spinning ? 200 : 2_000;
            List<Background<Void>> threads = new ArrayList<>();
            for (int i = 0; i < (spinning ? 2 : 4); i++) {
                boolean writes = i % 2 == 0;
                threads.add(Background.run(() -> {
                    for (int round = 0; round < rounds; round++) {
                        if (writes) {
                            shared.writeLock().lock();
                            assertThat(readers.get()).isZero();
                            guarded[0]++;
                            guarded[1]++;
                            shared.writeLock().unlock();
                        } else {
                            shared.readLock().lock();
                            readers.incrementAndGet();
                            assertThat(guarded[0]).isEqualTo(guarded[1]);
                            readers.decrementAndGet();
                            shared.readLock().unlock();
                        }
                    }
                }));
            }

            for (Background<Void> each : threads) {
                each.result();
            }

            assertThat(guarded[0]).isEqualTo((spinning ? 1L : 2L) * rounds);
            assertThat(shared.readers()).isEmpty();
            assertThat(shared.isWriteLocked()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 1_000_000, 9_999_999, 60_000_000})
    void shouldNeverTimeOutEarly(long timeoutNs) throws Exception {
        for (Lock held : List.of(read, write)) {
            Holder holder = new Holder(held);
            for (Lock wanted : held == read ? List.of(write) : List.of(read, write)) {
                long startNs = System.nanoTime();
                assertThat(wanted.tryLock(timeoutNs, NANOSECONDS)).isFalse();
                assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
            }
            holder.letGo();
            assertThat(lock.isWriteLocked()).isFalse();
        }
    }

    @Test
    void shouldLetReadersInAgainWhenAWriterGivesUp() throws Exception {
        Holder reader = new Holder(read);
        Background<Boolean> writer = Background.call(() -> write.tryLock(1, DAYS));
        await().until(lock::isWriteLocked);
        Background<Void> second = waiter(read);
        assertThat(second.isDone()).isFalse();

        writer.thread().interrupt();

        assertThat(writer.failure()).isInstanceOf(InterruptedException.class);

        second.result();
        reader.letGo();
    }

    @Test
    void shouldEndTheWaitOfTheInterrupted() throws Exception {
        for (Lock held : List.of(read, write)) {
            Holder holder = new Holder(held);
            for (Lock wanted : held == read ? List.of(write) : List.of(read, write)) {
                for (Background.Work wait :
                        List.<Background.Work>of(wanted::lockInterruptibly, () -> wanted.tryLock(1, DAYS))) {
                    Background<Void> waiter = Background.run(wait).awaitAsleep();

                    waiter.thread().interrupt();

                    assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
                }
            }
            holder.letGo();
            assertThat(lock.isWriteLocked()).isFalse();
            assertThat(lock.readers()).isEmpty();
        }
    }

    @Test
    void shouldWaitThroughInterruptionAndKeepTheFlag() throws Exception {
        for (Lock held : List.of(read, write)) {
            Holder holder = new Holder(held);
            for (Lock wanted : held == read ? List.of(write) : List.of(read, write)) {
                Background<Boolean> waiter = Background.call(() -> {
                            wanted.lock();
                            wanted.unlock();
                            return Thread.currentThread().isInterrupted();
                        })
                        .awaitAsleep();
                waiter.thread().interrupt();
                await().until(() -> !waiter.thread().isInterrupted());
                assertThat(waiter.isDone()).isFalse();
                holder.letGo();
                assertThat(waiter.result()).isTrue();
                holder = new Holder(held);
            }
            holder.letGo();
        }
    }

    @Test
    void shouldEndEveryWaitWhenItIsDeletedOrItsHandleClosed() throws Exception {
        for (boolean delete : new boolean[] {true, false}) {
            for (boolean readerHolds : new boolean[] {true, false}) {
                Holder holder = new Holder(readerHolds ? read : write);
                Background<Void> writer = Background.run(write::lock).awaitAsleep();
                Background<Void> reader = Background.run(read::lock).awaitAsleep();

                if (delete) {
                    lock.delete();
                } else {
                    lock.close();
                }

                Class<? extends Exception> expected =
                        delete ? ObjectDeletedException.class : IllegalStateException.class;
                assertThat(writer.failure()).isInstanceOf(expected);
                assertThat(reader.failure()).isInstanceOf(expected);
                holder.letGo();
                open();
            }
        }
    }

    @Test
    void shouldHaveNoConditions() {
        assertThatThrownBy(read::newCondition).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(write::newCondition)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("SharedLock");
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() {
        lock.close();

        for (Background.Work use : List.<Background.Work>of(
                read::lock,
                read::tryLock,
                read::lockInterruptibly,
                write::lock,
                write::tryLock,
                write::lockInterruptibly,
                lock::isRecovered,
                lock::markConsistent,
                lock::isWriteLocked,
                lock::readHoldCount,
                lock::writeHoldCount,
                lock::readers,
                lock::writer)) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed");
        }
        assertThat(lock.toString()).contains("closed");
    }

    @Test
    void shouldShowItsState() {
        read.lock();

        assertThat(lock.toString())
                .startsWith("SharedReadWriteLock(book, writer=nobody, readers=[ProcessHold[pid=")
                .contains("recovered=false", lock.path().toString());
        assertThat(read.toString()).startsWith("read lock of SharedReadWriteLock(book");
        assertThat(write.toString()).startsWith("write lock of SharedReadWriteLock(book");
    }
}
