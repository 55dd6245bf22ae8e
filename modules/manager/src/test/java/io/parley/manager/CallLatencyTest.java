package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.manager.TestServer.RemoteBag;
import io.parley.observe.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long calls take, as their client sees it: what the server did at once and what waited there, apart. */
@Timeout(120)
class CallLatencyTest extends SessionContract {
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private Parley here;

    @BeforeEach
    void serve() throws Exception {
        serve(LONG);
        here = closing(Parley.open(ParleyConfig.at(directory.resolve("client")).withDurable(false)));
    }

    private Histogram calls() {
        return counts("prices.call");
    }

    private Histogram waits() {
        return counts("prices.wait");
    }

    private Histogram counts(String name) {
        try (LatencyHistogram histogram = LatencyHistogram.open(here, name)) {
            return histogram.snapshot();
        }
    }

    private void assertCounts(int calls, int waits) {
        assertThat(calls().getTotalCount()).as("calls").isEqualTo(calls);
        assertThat(waits().getTotalCount()).as("waits").isEqualTo(waits);
    }

    private static void pause() {
        long untilNs = System.nanoTime() + SHORT_NS;
        while (System.nanoTime() < untilNs) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
        }
    }

    @Test
    void shouldCountFromWhenItIsAskedToUntilItIsStopped() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        bag.put(0);
        assertThat(here.directory().resolve("prices.call.hist")).doesNotExist();

        manager.recordCalls(here, "prices");
        bag.put(1);
        bag.take();
        bag.putLater(2).get();
        assertThatThrownBy(bag::failing).isInstanceOf(IllegalStateException.class);
        assertCounts(4, 0);
        assertThat(calls().getMinNonZeroValue()).isPositive();

        manager.stopRecordingCalls();
        manager.stopRecordingCalls();
        bag.put(3);
        assertCounts(4, 0);

        manager.recordCalls(here, "prices");
        bag.put(4);
        assertCounts(5, 0);
    }

    @Test
    void shouldCountWaitsApart() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        manager.recordCalls(here, "prices");

        Asked<Long> taking = ask(bag::take);
        awaitTakers(1);
        pause();
        server.bag.put(7, false);
        assertThat(taking.result().get()).isEqualTo(7);
        assertThatThrownBy(() -> bag.take(Duration.ofNanos(SHORT_NS))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bag.take(Duration.ZERO)).isInstanceOf(IllegalStateException.class);

        assertCounts(1, 2);
        assertThat(waits().getMinNonZeroValue()).isGreaterThan(SHORT_NS / 2);
        assertThat(waits().getMaxValue()).isGreaterThanOrEqualTo(SHORT_NS);
    }

    @Test
    void shouldNotCountWhatWasTakenBack() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        manager.recordCalls(here, "prices");
        Asked<Long> taking = ask(bag::take);
        awaitTakers(1);

        taking.thread().interrupt();

        assertThatThrownBy(taking.result()::get).hasCauseInstanceOf(InterruptedException.class);
        assertCounts(0, 0);
    }

    @Test
    void shouldCountTheTimeWithoutAConnection() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        manager.recordCalls(here, "prices");
        proxy.refuse(true);
        proxy.reset();
        awaitState(manager, SessionState.RECONNECTING);
        CompletableFuture<Void> putting = bag.putLater(1);
        pause();
        proxy.heal();
        putting.get();

        assertCounts(1, 0);
        assertThat(calls().getMaxValue()).isGreaterThanOrEqualTo(SHORT_NS);
    }

    @Test
    void shouldCountOnceInOneNameForAllThreadsAndManagers() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            Manager manager = connect();
            manager.recordCalls(here, "prices");
            RemoteBag bag = new RemoteBag(manager);
            for (int t = 0; t < 3; t++) {
                all.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 200; i++) {
                        bag.put(i);
                    }
                }));
            }
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();

        assertCounts(3 + 9 * 200, 0); // each bag was opened
    }

    @Test
    void shouldEndARecordingWithTheNextOne() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        manager.recordCalls(here, "prices");
        bag.put(1);
        manager.recordCalls(here, "others");
        bag.put(2);
        bag.put(3);

        assertCounts(1, 0);
        assertThat(counts("others.call").getTotalCount()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWithoutTheDomain() throws Exception {
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        manager.recordCalls(here, "prices");
        bag.put(1);

        here.close();
        bag.put(2);
        bag.put(3);

        assertThat(bag.take()).isEqualTo(1);
        assertThatThrownBy(() -> manager.recordCalls(here, "prices")).isInstanceOf(IllegalStateException.class);
        try (Parley again = Parley.open(here.directory())) {
            manager.recordCalls(again, "prices");
            bag.put(4);
            try (LatencyHistogram calls = LatencyHistogram.open(again, "prices.call")) {
                assertThat(calls.totalCount()).isEqualTo(2);
            }
            manager.close();
        }
    }

    @Test
    void shouldRefuseWhatCannotBe() throws Exception {
        Manager manager = connect();
        assertThatThrownBy(() -> manager.recordCalls(here, "../prices")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.recordCalls(here, "x".repeat(156)))
                .isInstanceOf(IllegalArgumentException.class);
        manager.recordCalls(here, "x".repeat(155));
        manager.close();
        assertThatThrownBy(() -> manager.recordCalls(here, "prices")).isInstanceOf(IllegalStateException.class);
        manager.stopRecordingCalls();
    }

    @Test
    void shouldRecordNothingOfThisHost() {
        Manager local = closing(Manager.local(here));
        local.recordCalls(here, "prices");
        local.longValue("n", 0).set(1);
        local.stopRecordingCalls();

        assertCounts(0, 0);
    }
}
