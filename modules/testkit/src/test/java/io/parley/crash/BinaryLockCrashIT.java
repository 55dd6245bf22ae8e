package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.BinaryLock;
import io.parley.sync.LockOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** A lock without an owner that was asked to comes back when the process dies that acquired it. */
@Timeout(180)
class BinaryLockCrashIT extends CrashContract {
    private BinaryLock lock;
    private Guarded guarded;

    /** Keeps an invariant of two values under the lock. */
    static final class Actor extends CrashActor {
        private BinaryLock lock;
        private Guarded guarded;

        @Override
        void open(Parley parley) {
            lock = parley.binaryLock("lock", LockOptions.recoverOnOwnerDeath());
            guarded = new Guarded(parley);
        }

        @Override
        void work() {
            lock.lock();
            guarded.enter(lock.isRecovered(), lock::markConsistent);
            guarded.change();
            lock.unlock();
        }

        @Override
        void die(String operation) throws InterruptedException {
            boolean held = true;
            switch (operation) {
                case "tryLock(time)" -> held = lock.tryLock(1, TimeUnit.SECONDS);
                case "tryLock" -> held = lock.tryLock();
                default -> lock.lock();
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
        Death holder = Death.in("lock", Failpoint.BINARY_ACQUIRED_BEFORE_TOKEN);
        return List.of(
                holder,
                Death.in("tryLock", Failpoint.BINARY_ACQUIRED_BEFORE_TOKEN),
                Death.in("tryLock(time)", Failpoint.BINARY_RELEASED_BEFORE_WAKE),
                Death.in("lock", Failpoint.LOCK_TAKEN_OVER).after(holder));
    }

    @Override
    void open(Parley parley) {
        lock = parley.binaryLock("lock", LockOptions.recoverOnOwnerDeath());
        guarded = new Guarded(parley);
    }

    @Override
    void atTheEnd() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(guarded.left.get()).isEqualTo(guarded.right.get());
        assertThat(guarded.told.get()).isEqualTo(3);
    }
}
