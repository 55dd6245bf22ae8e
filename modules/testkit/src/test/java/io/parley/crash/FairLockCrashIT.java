package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Waiters of a fair lock that die are skipped; one that dies passing the lock on does not keep it. */
@Timeout(180)
class FairLockCrashIT extends CrashContract {
    private SharedLock lock;
    private Guarded guarded;

    /** As with any lock; and a victim whose second thread queues while the first one holds. */
    static final class Actor extends LockCrashIT.Actor {
        @Override
        SharedLock lock(Parley parley) {
            return parley.lock("lock", LockOptions.fair());
        }

        @Override
        void die(String operation) throws InterruptedException {
            if (operation.equals("two threads")) {
                lock.lock();
                Thread second = new Thread(lock::lock);
                second.start();
                second.join();
            } else if (operation.equals("brief")) { // is gone before the others come again
                lock.lock();
                guarded.enter(lock.isRecovered(), lock::markConsistent);
                guarded.change();
                lock.unlock();
            } else {
                super.die(operation);
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        Death inTheQueue = Death.in("two threads", Failpoint.FAIR_QUEUED).atOnce();
        return List.of(
                Death.in("lock", Failpoint.LOCK_HELD),
                Death.in("lock", Failpoint.LOCK_BEFORE_RELEASE),
                Death.in("lock", Failpoint.FAIR_SLOT_CLAIMED),
                Death.in("lock", Failpoint.FAIR_QUEUED),
                Death.in("lockInterruptibly", Failpoint.FAIR_TICKET_RETURNED),
                Death.in("tryLock(time)", Failpoint.FAIR_QUEUED),
                Death.in("lock", Failpoint.FAIR_SLOT_RECLAIMED).after(inTheQueue),
                Death.in("lock", Failpoint.LOCK_TAKEN_OVER).after(inTheQueue),
                Death.in("lock", Failpoint.FAIR_BEFORE_WAKE),
                Death.in("brief", Failpoint.FAIR_WAITERS_CLEARED).atOnce());
    }

    @Override
    void open(Parley parley) {
        lock = parley.lock("lock", LockOptions.fair());
        guarded = new Guarded(parley);
    }

    @Override
    void atTheEnd() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(guarded.left.get()).isEqualTo(guarded.right.get());
        assertThat(lock.waiters()).isEmpty();
    }
}
