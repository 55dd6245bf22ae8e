package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedReadWriteLock;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A reader that dies keeps no writer out; after a writer that died, readers and the next writer are told. */
@Timeout(180)
class ReadWriteLockCrashIT extends CrashContract {
    private SharedReadWriteLock lock;
    private Guarded guarded;
    private long told;

    /** Reads and writes in turn. */
    static final class Actor extends CrashActor {
        private SharedReadWriteLock lock;
        private Guarded guarded;

        @Override
        void open(Parley parley) {
            lock = parley.readWriteLock("lock");
            guarded = new Guarded(parley);
        }

        @Override
        void work() {
            read();
            write();
        }

        private void read() {
            lock.readLock().lock();
            try {
                if (!lock.isRecovered()) {
                    guarded.requireEqual();
                }
            } finally {
                lock.readLock().unlock();
            }
        }

        private void write() {
            lock.writeLock().lock();
            try {
                guarded.enter(lock.isRecovered(), lock::markConsistent);
                guarded.change();
            } finally {
                lock.writeLock().unlock();
            }
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "read" -> read();
                case "tryWrite" -> {
                    if (lock.writeLock().tryLock()) {
                        lock.writeLock().unlock();
                    }
                }
                default -> write();
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        Death writer = Death.in("write", Failpoint.WRITE_HELD);
        return List.of(
                Death.in("read", Failpoint.SLOT_MARKED_BEFORE_COUNT).atOnce(),
                Death.in("read", Failpoint.READ_COUNTED_BEFORE_LOOK),
                Death.in("read", Failpoint.READ_HELD),
                Death.in("read", Failpoint.READ_ADMITTED).atOnce(),
                Death.in("read", Failpoint.READ_RELEASED_BEFORE_WAKE),
                Death.in("write", Failpoint.WRITE_CLAIMED),
                writer,
                Death.in("tryWrite", Failpoint.WRITE_HELD),
                Death.in("write", Failpoint.WRITE_DONE_BEFORE_RELEASE),
                Death.in("write", Failpoint.WRITE_DEATH_NOTED).after(writer),
                Death.in("write", Failpoint.WRITE_HELD).after(Death.in("read", Failpoint.READ_HELD)));
    }

    @Override
    void open(Parley parley) {
        lock = parley.readWriteLock("lock");
        guarded = new Guarded(parley);
    }

    @Override
    void beforeDeath(Death death) {
        told = guarded.told.get();
    }

    @Override
    void afterDeath(Death death) {
        boolean writing = death.point() == Failpoint.WRITE_HELD || death.point() == Failpoint.WRITE_DEATH_NOTED;
        assertThat(guarded.told.get() - told).as("told of %s", death).isEqualTo(writing ? 1 : 0);
    }

    @Override
    void atTheEnd() {
        assertThat(lock.isWriteLocked()).isFalse();
        assertThat(lock.isRecovered()).isFalse();
        assertThat(guarded.left.get()).isEqualTo(guarded.right.get());
    }
}
