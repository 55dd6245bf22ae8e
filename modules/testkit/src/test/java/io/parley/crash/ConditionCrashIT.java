package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A signal for somebody who dies goes to the next; a signaller that dies leaves nobody asleep. */
@Timeout(180)
class ConditionCrashIT extends CrashContract {
    private Parley parley;
    private SharedCondition condition;

    /** Takes turns: nobody goes twice in a row, and whoever went signals. */
    static final class Actor extends CrashActor {
        private Parley parley;
        private SharedLock lock;
        private SharedCondition condition;
        private SharedLong turn;
        private long me;

        @Override
        void open(Parley opened) {
            parley = opened;
            lock = opened.lock("lock");
            condition = lock.condition("turn");
            turn = opened.longValue("turn");
            me = ProcessHandle.current().pid();
        }

        @Override
        void work() throws InterruptedException {
            lock.lock();
            try {
                sendAllToLookIfTold();
                while (turn.get() == me) {
                    condition.await();
                    sendAllToLookIfTold();
                }
                turn.set(me);
                condition.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        void end() {
            lock.lock();
            turn.set(0);
            condition.signalAll();
            lock.unlock();
        }

        /** The dead holder may have been about to signal. */
        private void sendAllToLookIfTold() {
            if (lock.isRecovered()) {
                condition.signalAll();
                lock.markConsistent();
            }
        }

        @Override
        void die(String operation) throws InterruptedException {
            switch (operation) {
                case "await and signal" -> work();
                case "signalAll" -> {
                    lock.lock();
                    turn.set(me);
                    linger();
                    condition.signalAll();
                    lock.unlock();
                }
                case "a signalled waiter" -> signalOwnThread();
                case "pass on" -> await();
                default -> replaceTheLock();
            }
        }

        private void await() throws InterruptedException {
            lock.lock();
            condition.await();
            lock.unlock();
        }

        private void signalOwnThread() throws InterruptedException {
            Thread waiter = new Thread(() -> {
                lock.lock();
                condition.awaitUninterruptibly();
                lock.unlock();
            });
            waiter.start();
            while (condition.waiters() == 0) {
                Thread.onSpinWait();
            }
            lock.lock();
            condition.signal();
            lock.unlock();
            waiter.join();
        }

        private void replaceTheLock() {
            try (SharedLock old = parley.lock("replaced")) {
                old.condition("condition").close();
                old.delete();
            }
            try (SharedLock replaced = parley.lock("replaced")) {
                replaced.condition("condition").close();
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        Death signalled =
                Death.in("a signalled waiter", Failpoint.CONDITION_BEFORE_LOCK).atOnce();
        return List.of(
                Death.in("await and signal", Failpoint.CONDITION_BEFORE_OWNER),
                Death.in("await and signal", Failpoint.CONDITION_ENTERED),
                Death.in("await and signal", Failpoint.CONDITION_WAITING),
                Death.in("await and signal", Failpoint.CONDITION_BEFORE_LOCK),
                Death.in("await and signal", Failpoint.CONDITION_BEFORE_LEAVE),
                Death.in("await and signal", Failpoint.CONDITION_SIGNALLED_BEFORE_WAKE),
                Death.in("signalAll", Failpoint.CONDITION_SIGNALLED_BEFORE_WAKE),
                Death.in("signalAll", Failpoint.LOCK_BEFORE_RELEASE),
                Death.in("pass on", Failpoint.CONDITION_SIGNAL_PASSED_ON).after(signalled),
                Death.in("replace the lock", Failpoint.CONDITION_STALE_REMOVED));
    }

    @Override
    void open(Parley opened) {
        parley = opened;
        condition = opened.lock("lock").condition("turn");
    }

    @Override
    void afterDeath(Death death) {
        if (death.point() == Failpoint.CONDITION_STALE_REMOVED) {
            try (SharedLock replaced = parley.lock("replaced")) {
                assertThat(replaced.condition("condition").waiters()).isZero();
            }
        }
    }

    @Override
    void atTheEnd() {
        assertThat(condition.waiters()).isZero();
    }
}
