package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** A lock whose holder dies goes to exactly one successor, who is told. */
@Timeout(180)
class LockCrashIT extends CrashContract {
    private SharedLock lock;
    private Guarded guarded;
    private long recoveries;
    private long told;
    private long token;

    /** Keeps an invariant of two values under the lock. */
    static class Actor extends CrashActor {
        SharedLock lock;
        Guarded guarded;

        SharedLock lock(Parley parley) {
            return parley.lock("lock");
        }

        @Override
        void open(Parley parley) {
            lock = lock(parley);
            guarded = new Guarded(parley);
        }

        @Override
        void work() throws InterruptedException {
            try (Lease lease = lock.acquire()) {
                guarded.enter(lease.recovered(), lease::markConsistent);
                guarded.change();
                if (number == 0) {
                    linger(); // so that others come to sleep, also where they are quick
                }
            }
        }

        @Override
        void die(String operation) throws InterruptedException {
            boolean held = true;
            switch (operation) {
                case "lock" -> lock.lock();
                case "lockInterruptibly" -> lock.lockInterruptibly();
                case "tryLock" -> held = lock.tryLock();
                case "tryLock(time)" -> held = lock.tryLock(1, TimeUnit.SECONDS);
                default -> held = lock.acquire(Duration.ofSeconds(10)) != null;
            }
            if (held) {
                guarded.enter(lock.isRecovered(), lock::markConsistent);
                guarded.change();
                linger();
                lock.unlock();
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        Death holder = Death.in("lock", Failpoint.LOCK_HELD);
        return List.of(
                Death.in("lock", Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN),
                holder,
                Death.in("lock", Failpoint.LOCK_BEFORE_RELEASE),
                Death.in("lock", Failpoint.LOCK_RELEASED_BEFORE_WAKE),
                Death.in("lock", Failpoint.LOCK_TAKEN_OVER).after(holder),
                Death.in("tryLock", Failpoint.LOCK_HELD),
                Death.in("tryLock(time)", Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN),
                Death.in("lockInterruptibly", Failpoint.LOCK_HELD),
                Death.in("acquire(time)", Failpoint.LOCK_TAKEN_OVER).after(holder),
                Death.in("lock", Failpoint.WAIT_ENTRY_CLAIMED).atOnce(),
                Death.in("lock", Failpoint.WAIT_NOTED));
    }

    @Override
    void open(Parley parley) {
        lock = parley.lock("lock");
        guarded = new Guarded(parley);
    }

    @Override
    void beforeDeath(Death death) {
        recoveries = lock.recoveries();
        told = guarded.told.get();
        token = lock.token();
    }

    @Override
    void afterDeath(Death death) {
        boolean held = death.point().name().startsWith("LOCK_") && death.point() != Failpoint.LOCK_RELEASED_BEFORE_WAKE;
        assertThat(guarded.told.get() - told).as("told of %s", death).isEqualTo(held ? 1 : 0);
        // who dies at LOCK_TAKEN_OVER did not count its own take-over yet
        assertThat(lock.recoveries() - recoveries).as("recoveries of %s", death).isEqualTo(held ? 1 : 0);
        assertThat(lock.token()).isGreaterThan(token);
    }

    @Override
    void atTheEnd() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(guarded.left.get()).isEqualTo(guarded.right.get());
    }
}
