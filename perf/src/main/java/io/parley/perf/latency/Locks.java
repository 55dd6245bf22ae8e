package io.parley.perf.latency;

import io.parley.Parley;
import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.rig.Mutex;
import io.parley.sync.LockOptions;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The scenario with a lock that goes from one to the next. */
final class Locks {
    private static final int MOST = 8;

    private Locks() {}

    static LatencyScenario handOff() {
        return new LatencyScenario(
                "lock-hand-off",
                "whoever has the lock releases it on schedule; until somebody who waited has it (producers and consumers alike)",
                Cast.EQUALS,
                Range.upTo(MOST),
                Range.upTo(MOST),
                false,
                List.of(
                        Subject.waiting(
                                Subject.PARLEY,
                                "Parley SharedLock",
                                (setup, board) -> shared(setup, LockOptions.defaults())),
                        Subject.waiting(
                                "fair-lock",
                                "Parley fair SharedLock",
                                (setup, board) -> shared(setup, LockOptions.fair())),
                        Subject.inJvms(
                                "file-lock", "FileLock", (setup, board) -> file(Mutex.OfFile.open(setup.directory()))),
                        Subject.inOneJvm("heap", "ReentrantLock", (setup, board) -> heap(new ReentrantLock())),
                        Subject.c("mutex", "pthread_mutex, robust"),
                        Subject.futex(),
                        Subject.python("multiprocessing.Lock")));
    }

    private static Stage shared(Setup setup, LockOptions options) {
        Parley parley = setup.openDomain();
        return stage(new OfJava(parley.lock("baton", options)), parley::close);
    }

    private static Stage file(Mutex mutex) {
        return stage(new OfFile(mutex), mutex::close);
    }

    private static Stage heap(ReentrantLock lock) {
        return stage(new OfJava(lock), () -> {});
    }

    private static Stage stage(Part.Contender contender, Runnable closing) {
        return new Stage() {
            @Override
            public Part part(int number) {
                return contender;
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }

    private record OfJava(Lock held) implements Part.Contender {
        @Override
        public void lock() throws InterruptedException {
            held.lockInterruptibly();
        }

        @Override
        public void unlock() {
            held.unlock();
        }
    }

    private record OfFile(Mutex mutex) implements Part.Contender {
        @Override
        public void lock() {
            mutex.lock();
        }

        @Override
        public void unlock() {
            mutex.unlock();
        }
    }
}
