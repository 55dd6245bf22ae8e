package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FairLockTest {
    private static final int NEXT_TICKET = 128 + 64;
    private static final int TABLE = 256;
    private static final int SLOT = 64;
    private static final int SLOTS = 128;
    private static final int TICKET = 8;

    @TempDir
    Path directory;

    private Parley parley;
    private SharedLock lock;
    private Memory words;
    private final List<OtherProcess> others = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        parley = Parley.open(LockFixture.config(directory));
        lock = parley.lock("book", LockOptions.fair());
        words = TestFiles.map(lock.path());
    }

    @AfterEach
    void close() {
        others.forEach(OtherProcess::close);
        parley.close();
    }

    private int queued() {
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += words.getLongVolatile(TABLE + slot * SLOT + TICKET) == 0 ? 0 : 1;
        }
        return count;
    }

    private int occupied() {
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += words.getIntVolatile(TABLE + slot * SLOT) == 0 ? 0 : 1;
        }
        return count;
    }

    private OtherProcess join() throws IOException {
        OtherProcess other = OtherProcess.join(directory, "other");
        others.add(other);
        return other;
    }

    /** What a process leaves that dies while it waits. */
    private OtherProcess queueAnother(int slot) throws IOException {
        OtherProcess other = join();
        words.putIntVolatile(TABLE + slot * SLOT, other.owner());
        words.putLongVolatile(TABLE + slot * SLOT + TICKET, words.getAndAddLong(NEXT_TICKET, 1) + 1);
        words.putIntVolatile(LockFixture.WORD, words.getIntVolatile(LockFixture.WORD) | LockFixture.WAITERS);
        return other;
    }

    private Background<Boolean> waiter(Background.Work acquire, List<Integer> order, int number) {
        int before = queued();
        Background<Boolean> waiter = Background.call(() -> {
            acquire.run();
            order.add(number);
            lock.unlock();
            return true;
        });
        await().until(() -> queued() == before + 1);
        return waiter;
    }

    @Test
    void shouldServeInTheOrderOfArrival() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Background<Boolean>> waiters = new ArrayList<>();
        lock.lock();
        for (int i = 0; i < 6; i++) {
            waiters.add(waiter(lock::lock, order, i));
        }
        lock.unlock();
        for (Background<Boolean> each : waiters) {
            each.result();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(occupied()).isZero();
        lock.lock();
        lock.unlock();
        assertThat(words.getIntVolatile(LockFixture.WORD))
                .as("plainly free again")
                .isZero();
    }

    @Test
    void shouldNotLetNewcomersOvertake() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        lock.lock();
        Background<Boolean> first = waiter(lock::lock, order, 1);
        first.awaitAsleep();
        for (int i = 0; i < 100; i++) {
            lock.unlock();
            boolean again = lock.tryLock();
            if (again) {
                assertThat(order).as("only after the one who waited").containsExactly(1);
                lock.unlock();
                return;
            }
            if (first.isDone()) {
                return;
            }
            lock.lock();
        }
    }

    @Test
    void shouldSkipWaitersWhoDiedAndReuseTheirSlots() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        lock.lock();
        OtherProcess dead = queueAnother(7);
        OtherProcess deadToo = queueAnother(0);
        Background<Boolean> waiter = waiter(lock::lock, order, 1);
        waiter.awaitAsleep();
        dead.kill();
        deadToo.kill();
        lock.unlock();

        assertThat(waiter.result()).isTrue();
        assertThat(occupied()).isZero();
    }

    @Test
    void shouldWaitBehindTheLivingUntilTheyDie() throws Exception {
        OtherProcess first = queueAnother(3);
        assertThat(lock.tryLock()).as("somebody alive waits").isFalse();
        assertThat(lock.tryLock(15, MILLISECONDS)).isFalse();
        Background<Boolean> waiter = waiter(lock::lock, new ArrayList<>(), 1);
        assertThat(waiter.awaitAsleep().isDone()).isFalse();

        first.kill();

        assertThat(waiter.result()).isTrue();
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void shouldBeTakenOverByTheFirstInTheQueue() throws Exception {
        OtherProcess holder = join();
        words.putIntVolatile(LockFixture.WORD, holder.owner());
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(waiter(lock::lock, order, i));
        }
        holder.kill();
        for (Background<Boolean> each : waiters) {
            each.result();
        }
        assertThat(order).containsExactly(0, 1, 2);
        assertThat(lock.recoveries()).isEqualTo(1);
    }

    @Test
    void shouldPassOnWhenTheFirstGivesUp() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 50; round++) {
            lock.lock();
            Background<Void> interrupted = Background.run(lock::lockInterruptibly);
            await().until(() -> queued() == 1);
            Background<Boolean> second = waiter(lock::lock, order, round);
            lock.unlock();
            interrupted.thread().interrupt();
            try {
                interrupted.result();
                // It was faster than the interruption and ended as the holder.
            } catch (InterruptedException expected) {
                assertThat(expected).isNotNull();
            }
            assertThat(second.result()).isTrue();
        }
        assertThat(order).hasSize(50);
    }

    @Test
    void shouldServeMoreThanFitIntoTheTable() throws Exception {
        lock.lock();
        OtherProcess other = join();
        for (int slot = 0; slot < SLOTS; slot++) {
            words.putIntVolatile(TABLE + slot * SLOT, other.owner());
        }
        Background<Boolean> waiter = Background.call(() -> lock.tryLock(1, DAYS));
        waiter.awaitAsleep();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldReuseSlotsOfTheDeadWhenAllAreTaken() throws Exception {
        lock.lock();
        OtherProcess other = join();
        for (int slot = 0; slot < SLOTS; slot++) {
            words.putIntVolatile(TABLE + slot * SLOT, other.owner());
        }
        other.kill();
        Background<Boolean> waiter = waiter(lock::lock, new ArrayList<>(), 1);
        lock.unlock();
        assertThat(waiter.result()).isTrue();
        assertThat(occupied()).isZero();
    }

    @Test
    void shouldGiveEveryThreadItsShare() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        long[] counts = new long[4];
        long[] guarded = new long[1];
        List<Background<Void>> workers = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int number = i;
            workers.add(Background.run(() -> {
                while (!stop.get()) {
                    lock.lock();
                    counts[number]++;
                    guarded[0]++;
                    stop.compareAndSet(false, guarded[0] >= 4_000);
                    lock.unlock();
                }
            }));
        }
        for (Background<Void> each : workers) {
            each.result();
        }
        long sum = counts[0] + counts[1] + counts[2] + counts[3];
        assertThat(guarded).containsExactly(sum);
        assertThat(lock.token()).isEqualTo(sum);
    }

    @Test
    void shouldReenterWhileOthersWait() throws Exception {
        lock.lock();
        Background<Boolean> waiter = waiter(lock::lock, new ArrayList<>(), 1);
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(waiter.isDone()).isFalse();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldKeepItsOption() {
        assertThat(parley.lock("book").options().isFair()).isTrue();
        assertThatThrownBy(() -> parley.lock("book", LockOptions.defaults()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=fair, expected=unfair");
        parley.lock("plain");
        assertThatThrownBy(() -> parley.lock("plain", LockOptions.fair())).isInstanceOf(ObjectMismatchException.class);
        assertThat(parley.lock("plain", LockOptions.recoverOnOwnerDeath()).options())
                .as("it does anyway")
                .isEqualTo(LockOptions.defaults());
    }
}
