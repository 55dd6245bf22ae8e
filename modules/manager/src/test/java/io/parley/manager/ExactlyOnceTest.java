package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.FaultProxy.Direction;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the network does inside the limit: a request is done once, and its answer arrives. */
@Timeout(180)
class ExactlyOnceTest extends SessionContract {
    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldCountOnceThoughTheConnectionBreaksAtAnyByteOfAFrame(Direction direction) throws Exception {
        serve(LONG);
        ManagedLong number = connect().longValue("n");

        long expected = 0;
        for (int bytes = 0; bytes < 90; bytes += 7) {
            proxy.resetAfter(direction, bytes);
            for (int i = 0; i < 3; i++) {
                assertThat(number.getAndAdd(1)).isEqualTo(expected++);
            }
        }

        assertThat(number.get()).isEqualTo(expected);
        assertThat(proxy.accepted()).isGreaterThan(5);
    }

    @Test
    void shouldCountOnceThoughAnswersAreHeldBackAndTheConnectionIsReplaced() throws Exception {
        serve(LONG);
        ManagedLong number = connect().longValue("n");

        for (int round = 0; round < 5; round++) {
            long before = round;
            proxy.cut(Direction.TO_CLIENT);
            Asked<Long> asked = ask(() -> number.getAndAdd(1));
            await().until(() -> parley.longValue("n").get() == before + 1);
            proxy.reset();
            proxy.heal();
            assertThat(asked.result().get()).isEqualTo(before);
        }

        assertThat(number.get()).isEqualTo(5);
    }

    @Test
    void shouldCountOnceWithRandomFaultsAndManyRequestsOnTheirWay() throws Exception {
        long seed = Seeds.derive("exactly once");
        serve(LONG);
        RemoteBag bag = bag();
        proxy.atRandom(seed, 0.05);

        List<CompletableFuture<Void>> puts = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            puts.add(bag.putLater(i));
        }
        CompletableFuture.allOf(puts.toArray(new CompletableFuture<?>[0])).get();

        assertThat(server.bag.executed.get()).isEqualTo(20_000);
        assertThat(server.bag.size()).isEqualTo(20_000);
        proxy.heal();
        assertThat(takeAll(bag)).isEqualTo(LongStream.range(0, 20_000).boxed().toList());
        assertThat(proxy.accepted()).as("connections, seed " + seed).isGreaterThan(1);
    }

    private static List<Long> takeAll(RemoteBag bag) {
        List<CompletableFuture<Long>> takes = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            takes.add(bag.takeLater());
        }
        return takes.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void shouldTakeEachThingOnceWithRandomFaults() throws Exception {
        long seed = Seeds.derive("taken once");
        serve(LONG);
        RemoteBag one = bag();
        RemoteBag other = bag();
        for (long i = 0; i < 2_000; i++) {
            server.bag.put(i, false);
        }
        proxy.atRandom(seed, 0.02);

        Asked<Set<Long>> first = ask(() -> takeMany(one));
        Asked<Set<Long>> second = ask(() -> takeMany(other));
        Set<Long> all = new HashSet<>(first.result().get());
        all.addAll(second.result().get());

        assertThat(all).as("seed " + seed).hasSize(2_000);
        await().until(() -> server.bag.arrived.get() == 2_000);
        assertThat(server.bag.lost).hasValue(0);
    }

    private static Set<Long> takeMany(RemoteBag bag) throws InterruptedException {
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            taken.add(bag.take());
        }
        return taken;
    }

    @Test
    void shouldNotBeHeldUpByARequestThatWaits() throws Exception {
        serve(LONG);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        ManagedLong number = manager.longValue("n");
        CompletableFuture<Long> waiting = bag.takeLater();

        for (int i = 0; i < 10_000; i++) {
            number.getAndAdd(1);
        }

        assertThat(number.get()).isEqualTo(10_000);
        assertThat(waiting).isNotDone();
        bag.put(7);
        assertThat(waiting.get()).isEqualTo(7);
    }

    @Test
    void shouldTellTheServerAtOnceThatSomethingTakenArrived() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        bag.put(5);

        assertThat(bag.take()).isEqualTo(5);

        await().until(() -> server.bag.arrived.get() == 1);
    }

    @Test
    void shouldDelayAndNotLose() throws Exception {
        serve(LONG);
        ManagedLong number = connect().longValue("n");
        proxy.delay(Duration.ofMillis(20));

        for (int i = 0; i < 10; i++) {
            assertThat(number.getAndAdd(1)).isEqualTo(i);
        }
    }

    @Test
    void shouldAnswerAFailureOnceToo() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        proxy.resetAfter(Direction.TO_CLIENT, 10);

        assertThatThrownBy(bag::failing)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("as asked");

        assertThat(server.bag.executed).hasValue(1);
    }
}
