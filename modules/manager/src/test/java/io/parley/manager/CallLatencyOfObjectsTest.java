package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import io.parley.pipe.AuthKey;
import io.parley.process.Pool;
import io.parley.queue.ManagedQueue;
import io.parley.sync.ManagedLock;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of real objects: what is a call and what is a wait. */
@Timeout(120)
class CallLatencyOfObjectsTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    Path directory;

    private Parley there;
    private Parley here;
    private ManagerServer server;
    private Manager manager;

    @BeforeEach
    void connect() throws IOException {
        there = Parley.open(ParleyConfig.at(directory.resolve("server")).withDurable(false));
        here = Parley.open(ParleyConfig.at(directory.resolve("client")).withDurable(false));
        server = ManagerServer.create(there, KEY)
                .options(o -> o.sessionLimit(LONG))
                .pool("work", o -> o.withWorkers(1))
                .allowTasks("io.parley.manager.CallLatencyOfObjectsTest*")
                .start();
        manager = Manager.connect(server.address(), KEY, options -> options.timeout(LONG));
    }

    @AfterEach
    void close() {
        manager.close();
        server.close();
        here.close();
        there.close();
    }

    private void assertCounts(int calls, int waits) {
        try (LatencyHistogram called = LatencyHistogram.open(here, "orders.call");
                LatencyHistogram waited = LatencyHistogram.open(here, "orders.wait")) {
            assertThat(called.totalCount()).as("calls").isEqualTo(calls);
            assertThat(waited.totalCount()).as("waits").isEqualTo(waits);
        }
    }

    @Test
    void shouldCountAFreeLockAsACallAndAHeldOneAsAWait() throws Exception {
        ManagedLock lock = manager.lock("book");
        SharedLock held = there.lock("book");
        manager.recordCalls(here, "orders");
        lock.lock();
        lock.unlock();
        assertCounts(2, 0);
        held.lock();

        Thread waiting = new Thread(lock::lock);
        waiting.start();
        await().atMost(LONG).until(() -> waiting.getState() == Thread.State.WAITING);
        assertThat(lock.isLocked()).as("asked behind it").isTrue();
        held.unlock();
        waiting.join();

        assertCounts(3, 1);
    }

    @Test
    void shouldCountATakeThatFindsAMessageAsACall() throws Exception {
        ManagedQueue<String> queue = manager.queue("orders", Codecs.utf8());
        manager.recordCalls(here, "orders");

        queue.put("one");
        assertThat(queue.take()).isEqualTo("one");
        assertCounts(2, 0);
        assertThat(queue.poll(20, TimeUnit.MILLISECONDS)).isNull();
        assertCounts(2, 1);
    }

    @Test
    void shouldCountTasksOfAPoolAsWaitsAndMeasureThemAtTheServer() throws Exception {
        Pool pool = manager.pool("work");
        ObjectLatency ofPool = ObjectLatency.find(there, "work.pool").orElseThrow();
        ofPool.start();
        manager.recordCalls(here, "orders");

        assertThat(pool.submit(CallLatencyOfObjectsTest::answer).get()).isEqualTo(42);

        assertCounts(0, 1);
        try (LatencyHistogram queueing = ofPool.histogram(LatencyKind.QUEUEING);
                LatencyHistogram run = ofPool.histogram(LatencyKind.RUN)) {
            assertThat(queueing.totalCount()).isEqualTo(1);
            assertThat(run.totalCount()).isEqualTo(1);
        }
    }

    private static int answer() {
        return 42;
    }
}
