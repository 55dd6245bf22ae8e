package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedSemaphore;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand interrupts hit those who wait for what another process gives, one at a time: nothing is lost. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class InterruptStormIT {
    private static final int INTERRUPTS = 10_000;
    private static final int TAKERS = 2;
    private static final int AFTERWARDS = 100;

    @TempDir
    Path directory;

    /** Both sides of it. */
    static final class Objects {
        final SharedSemaphore semaphore;
        final SharedLock lock;
        final SharedCondition condition;
        final SharedEvent event;
        /** Under the lock: given and not taken. */
        final SharedLong tokens;

        final SharedLong given;
        final SharedLong taken;
        final SharedLong stop;

        Objects(Parley parley) {
            semaphore = parley.semaphore("semaphore", 0);
            lock = parley.lock("lock");
            condition = lock.condition("condition");
            event = parley.event("event");
            tokens = parley.longValue("tokens");
            given = parley.longValue("given");
            taken = parley.longValue("taken");
            stop = parley.longValue("stop");
        }
    }

    /** What is waited for. */
    enum What {
        SEMAPHORE {
            @Override
            void give(Objects objects) {
                objects.semaphore.release();
            }

            @Override
            void take(Objects objects) throws InterruptedException {
                objects.semaphore.acquire();
                objects.taken.incrementAndGet();
            }
        },
        CONDITION {
            @Override
            void give(Objects objects) {
                objects.lock.lock();
                objects.tokens.incrementAndGet();
                objects.condition.signal();
                objects.lock.unlock();
            }

            @Override
            void take(Objects objects) throws InterruptedException {
                objects.lock.lockInterruptibly();
                try {
                    while (objects.tokens.get() == 0) {
                        objects.condition.await();
                    }
                    objects.tokens.addAndGet(-1);
                    objects.taken.incrementAndGet();
                } finally {
                    objects.lock.unlock();
                }
            }
        },
        LOCK {
            @Override
            void give(Objects objects) {
                objects.lock.lock();
                objects.tokens.incrementAndGet();
                objects.lock.unlock();
            }

            @Override
            void take(Objects objects) throws InterruptedException {
                objects.lock.lockInterruptibly();
                try {
                    if (objects.tokens.get() > 0) {
                        objects.tokens.addAndGet(-1);
                        objects.taken.incrementAndGet();
                    }
                } finally {
                    objects.lock.unlock();
                }
            }
        },
        EVENT {
            @Override
            void give(Objects objects) {
                objects.event.set();
                objects.event.clear();
            }

            /** Who sees a pulse first says so; each is given when the one before was taken. */
            @Override
            void take(Objects objects) throws InterruptedException {
                long seen = objects.taken.get();
                objects.event.awaitEpochAfter(seen);
                objects.taken.compareAndSet(seen, seen + 1);
            }
        };

        abstract void give(Objects objects);

        abstract void take(Objects objects) throws InterruptedException;
    }

    /** Gives the next one when the last one was taken. Arguments: domain, what. */
    static final class Giver {
        public static void main(String[] args) throws InterruptedException {
            What what = What.valueOf(args[1]);
            try (Parley parley = Domains.open(Path.of(args[0]), "giver")) {
                Objects objects = new Objects(parley);
                Script.reached("ready");
                while (objects.stop.get() == 0) {
                    long taken = objects.taken.get();
                    if (taken == objects.given.get()) {
                        objects.given.incrementAndGet();
                        what.give(objects);
                    }
                    objects.taken.awaitChange(taken, java.time.Duration.ofMillis(100));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNothing(What what) throws InterruptedException {
        try (Parley parley = Domains.open(directory.resolve("domain"), "test")) {
            Objects objects = new Objects(parley);
            ForkedJvm giver =
                    Domains.child(Giver.class, parley.directory(), what.name()).start();
            giver.awaitReached("ready", START);
            AtomicLong interrupted = new AtomicLong();
            List<Thread> takers = Stream.generate(() -> new Thread(() -> takeUntilStopped(what, objects, interrupted)))
                    .limit(TAKERS)
                    .toList();
            takers.forEach(Thread::start);

            for (int i = 0; i < INTERRUPTS; i++) {
                takers.get(i % TAKERS).interrupt();
                Thread.yield();
            }
            long then = objects.taken.get();
            await().atMost(HANG).until(() -> objects.taken.get() > then + AFTERWARDS);

            objects.stop.set(1);
            giver.awaitExit(0, HANG);
            for (Thread taker : takers) {
                taker.interrupt();
                taker.join(HANG.toMillis());
                assertThat(taker.isAlive()).isFalse();
            }
            assertThat(interrupted.get()).isPositive();
            assertThat(objects.given.get() - objects.taken.get()).isBetween(0L, 1L);
            assertThat(objects.lock.isLocked()).isFalse();
            assertThat(objects.condition.waiters()).isZero();
        }
    }

    private static void takeUntilStopped(What what, Objects objects, AtomicLong interrupted) {
        while (objects.stop.get() == 0) {
            try {
                what.take(objects);
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }
    }
}
