package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interruptions that come by the thousand neither lose a lock nor a signal. */
@Timeout(120)
class InterruptStormTest {
    private static final int INTERRUPTS = 10_000;
    private static final int WAITERS = 3;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(LockFixture.config(directory));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static void storm(List<? extends Background<?>> victims) {
        for (int i = 0; i < INTERRUPTS; i++) {
            victims.get(i % victims.size()).thread().interrupt();
            if (ThreadLocalRandom.current().nextInt(4) == 0) {
                Thread.yield();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotLoseALock(boolean fair) throws Exception {
        SharedLock lock = parley.lock("lock", fair ? LockOptions.fair() : LockOptions.defaults());
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong acquired = new AtomicLong();
        long[] guarded = new long[1];
        List<Background<Void>> workers = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            workers.add(Background.run(() -> {
                while (!stop.get()) {
                    try {
                        lock.lockInterruptibly();
                    } catch (InterruptedException again) {
                        continue;
                    }
                    guarded[0]++;
                    acquired.incrementAndGet();
                    lock.unlock();
                }
            }));
        }

        storm(workers);
        stop.set(true);

        for (Background<Void> each : workers) {
            each.result();
        }
        assertThat(guarded).containsExactly(acquired.get());
        assertThat(lock.token()).isEqualTo(acquired.get());
        assertThat(lock.tryLock()).isTrue();
    }

    /** Each signal is acknowledged by the wait it ended; an interrupted wait acknowledges none. */
    @Test
    void shouldNotLoseASignal() throws Exception {
        SharedLock lock = parley.lock("lock");
        SharedCondition condition = lock.condition("go");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger();
        List<Background<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(Background.run(() -> {
                while (!stop.get()) {
                    lock.lock();
                    try {
                        condition.await();
                        acknowledged.incrementAndGet();
                    } catch (InterruptedException again) {
                        assertThat(lock.isHeldByCurrentThread()).isTrue();
                    } finally {
                        lock.unlock();
                    }
                }
            }));
        }
        AtomicInteger sent = new AtomicInteger();
        Background<Void> signaller = Background.run(() -> {
            while (!stop.get()) {
                lock.lock();
                if (condition.waiters() > 0) {
                    condition.signal();
                    sent.incrementAndGet();
                }
                lock.unlock();
                int all = sent.get();
                await().pollInSameThread().until(() -> acknowledged.get() == all || stop.get());
            }
        });

        storm(waiters);
        await().until(() -> acknowledged.get() > 10);
        stop.set(true);
        signaller.result();
        for (Background<Void> each : waiters) {
            await().until(() -> {
                each.thread().interrupt();
                return each.isDone();
            });
            each.result();
        }
        assertThat(acknowledged).hasValue(sent.get());
        assertThat(condition.waiters()).isZero();
    }
}
