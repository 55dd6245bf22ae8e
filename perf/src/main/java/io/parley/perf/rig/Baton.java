package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedSemaphore;
import java.nio.file.Path;

/** One side of a {@link HandOverLatency}: passes something on and waits until it comes back. */
interface Baton extends AutoCloseable {
    String THERE = "there";
    String BACK = "back";

    void pass();

    void take() throws InterruptedException;

    @Override
    void close();

    private static Parley open(Path directory, WaitStrategy strategy) {
        return Parley.open(ParleyConfig.at(directory.resolve("domain")).withWaitStrategy(strategy));
    }

    /** A permit of one semaphore, back through another. */
    record Permit(Parley parley, SharedSemaphore out, SharedSemaphore in) implements Baton {
        static Permit open(Path directory, WaitStrategy strategy, boolean near) {
            Parley parley = Baton.open(directory, strategy);
            return new Permit(
                    parley, parley.semaphore(near ? THERE : BACK, 0), parley.semaphore(near ? BACK : THERE, 0));
        }

        @Override
        public void pass() {
            out.release();
        }

        @Override
        public void take() throws InterruptedException {
            in.acquire();
        }

        @Override
        public void close() {
            parley.close();
        }
    }

    /** An event, back through another; whoever waited for one clears it. */
    record Signal(Parley parley, SharedEvent out, SharedEvent in) implements Baton {
        static Signal open(Path directory, WaitStrategy strategy, boolean near) {
            Parley parley = Baton.open(directory, strategy);
            return new Signal(parley, parley.event(near ? THERE : BACK), parley.event(near ? BACK : THERE));
        }

        @Override
        public void pass() {
            out.set();
        }

        @Override
        public void take() throws InterruptedException {
            in.await();
            in.clear();
        }

        @Override
        public void close() {
            parley.close();
        }
    }
}
