package io.parley.contract;

import io.parley.Parley;
import io.parley.process.Pool;
import io.parley.process.PoolOptions;
import io.parley.process.SerializableRunnable;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contracts of both kinds of pools share: a domain, a pool of {@link #WORKERS} workers, and things to meet at
 * for a test and its tasks, wherever those run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PoolContract {
    static final int WORKERS = 2;

    /** For waits that do not end by themselves. */
    static final Duration DAY = Duration.ofDays(1);

    Parley parley;

    /** Used by all tests of the class; each leaves it as it was. */
    Pool pool;

    private int names;

    /** A pool of the kind. */
    abstract Pool open(UnaryOperator<PoolOptions> options);

    @BeforeAll
    void open(@TempDir Path directory) {
        parley = Parley.open(directory.resolve("domain"));
        pool = open(options -> options.withWorkers(WORKERS).withName("shared"));
    }

    @AfterAll
    void close() {
        pool.close();
        parley.close();
    }

    private String name() {
        return "thing-" + ++names;
    }

    SharedEvent event() {
        return parley.event(name());
    }

    SharedLatch latch(int count) {
        return parley.latch(name(), count);
    }

    SharedLong number() {
        return parley.longValue(name());
    }

    /** Returns when all workers of a pool are busy; they are until that event. */
    void occupy(Pool with, SharedEvent until) throws InterruptedException {
        SharedLatch busy = latch(with.workers());
        SerializableRunnable task = () -> {
            busy.countDown();
            until.awaitUninterruptibly();
        };
        for (int i = 0; i < with.workers(); i++) {
            with.submit(task);
        }
        busy.await();
    }
}
