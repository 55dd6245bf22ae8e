package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedSemaphore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Permits without an owner: the dead keep at most what they had, and nobody sleeps beside a free one. */
@Timeout(180)
class SemaphoreCrashIT extends CrashContract {
    private static final int PERMITS = 2;

    private SharedSemaphore semaphore;

    /** Takes a permit and gives it back. */
    static final class Actor extends CrashActor {
        private SharedSemaphore semaphore;

        @Override
        void open(Parley parley) {
            semaphore = parley.semaphore("semaphore", PERMITS);
        }

        @Override
        void work() throws InterruptedException {
            semaphore.acquire();
            Thread.yield();
            semaphore.release();
        }

        @Override
        void die(String operation) throws InterruptedException {
            switch (operation) {
                case "acquire" -> semaphore.acquire();
                case "tryAcquire(time)" -> {
                    while (!semaphore.tryAcquire(Duration.ofSeconds(1))) {
                        Thread.onSpinWait();
                    }
                }
                case "acquireUninterruptibly" -> semaphore.acquireUninterruptibly();
                default -> {
                    // all of them, for so long that the others sleep
                    semaphore.acquire(PERMITS);
                    linger();
                    semaphore.release(PERMITS);
                    // those it woke are on their way: this one finds nobody asleep and clears the mark
                    if (semaphore.tryAcquire()) {
                        semaphore.release();
                    }
                    return;
                }
            }
            linger();
            semaphore.release();
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("acquire", Failpoint.SEMAPHORE_ACQUIRED),
                Death.in("tryAcquire(time)", Failpoint.SEMAPHORE_ACQUIRED),
                Death.in("acquireUninterruptibly", Failpoint.SEMAPHORE_ACQUIRED),
                Death.in("release(n)", Failpoint.SEMAPHORE_RELEASED_BEFORE_WAKE),
                Death.in("release(n)", Failpoint.SEMAPHORE_CLEARED_BEFORE_WAKE).atOnce());
    }

    @Override
    void open(Parley parley) {
        semaphore = parley.semaphore("semaphore", PERMITS);
    }

    @Override
    void afterDeath(Death death) {
        if (death.point() == Failpoint.SEMAPHORE_ACQUIRED) {
            semaphore.release(); // lost with the dead, as documented; so there are all again for the next
        }
    }

    @Override
    void atTheEnd() {
        assertThat(semaphore.availablePermits()).isEqualTo(PERMITS);
    }
}
