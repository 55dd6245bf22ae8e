package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupted call was either done, and says so, or not. */
@Timeout(120)
class CancelTest extends SessionContract {
    @Test
    void shouldTakeARequestBack() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        Asked<Long> taking = ask(bag::take);
        awaitTakers(1);

        taking.thread().interrupt();

        assertThatThrownBy(taking.result()::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(taking.interrupted().get()).isFalse();
        awaitTakers(0);
        bag.put(4);
        assertThat(bag.take()).isEqualTo(4);
    }

    @Test
    void shouldTakeARequestBackThatCouldNotBeSent() throws Exception {
        serve(LONG);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        proxy.refuse(true);
        proxy.reset();
        awaitState(manager, SessionState.RECONNECTING);
        Asked<Long> taking = ask(bag::take);

        taking.thread().interrupt();

        assertThatThrownBy(taking.result()::get).hasCauseInstanceOf(InterruptedException.class);
        proxy.heal();
        bag.put(4);
        assertThat(bag.take()).isEqualTo(4);
    }

    @Test
    void shouldTakeARequestBackWhenTheConnectionIsThereAgain() throws Exception {
        serve(LONG);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        Asked<Long> taking = ask(bag::take);
        awaitTakers(1);
        proxy.refuse(true);
        proxy.reset();
        awaitState(manager, SessionState.RECONNECTING);

        taking.thread().interrupt();
        proxy.heal();

        assertThatThrownBy(taking.result()::get).hasCauseInstanceOf(InterruptedException.class);
        awaitTakers(0);
    }

    @Test
    void shouldNotAskAtAllIfInterruptedBefore() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        bag.put(1);

        Thread.currentThread().interrupt();

        assertThatThrownBy(bag::take).isInstanceOf(InterruptedException.class);
        assertThat(server.bag.size()).isEqualTo(1);
    }

    @Test
    void shouldEitherTakeOrBeInterruptedAndNeverBoth() throws Exception {
        // what an interrupted one left is for the next one
        SplittableRandom random = new SplittableRandom(Seeds.derive("interrupted or not"));
        serve(LONG);
        RemoteBag bag = bag();
        List<Long> taken = new ArrayList<>();
        int interrupted = 0;

        for (long i = 0; i < 300; i++) {
            Asked<Long> taking = ask(bag::take);
            if (random.nextBoolean()) {
                await().until(() ->
                        server.bag.takers.length() == 1 || taking.result().isDone());
            }
            long value = i;
            CompletableFuture<Void> putting = CompletableFuture.runAsync(() -> server.bag.put(value, false));
            taking.thread().interrupt();
            putting.get();
            try {
                taken.add(taking.result().get());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(InterruptedException.class);
                interrupted++;
            }
        }

        assertThat(taken.size() + interrupted).isEqualTo(300);
        assertThat(server.bag.size()).isEqualTo(interrupted);
        while (server.bag.size() > 0) {
            taken.add(bag.take());
        }
        assertThat(taken).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellTheTimeAtTheServer() throws Exception {
        serve(LONG);
        ManagedLong number = connect().longValue("n");
        long began = System.nanoTime();

        assertThat(number.awaitChange(0, Duration.ofMillis(50))).isFalse();

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(50_000_000L);
    }

    @Test
    void shouldReturnThoughTheServerCannotTellThatTheTimeIsUp() throws Exception {
        serve(SHORT);
        ManagedLong number = connect().longValue("n");
        Asked<Boolean> waiting = ask(() -> number.awaitChange(0, Duration.ofMillis(20)));

        proxy.cut();

        await().until(waiting.result()::isDone);
    }

    @Test
    void shouldRefuseToWaitOnTheThreadThatBringsTheAnswers() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        CompletableFuture<Void> put = bag.putLater(1);

        CompletableFuture<Long> nested = put.thenApply(done -> {
            try {
                return bag.take(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<Void> chained = bag.putLater(2).thenCompose(done -> bag.putLater(3));

        chained.get();
        await().until(nested::isDone);
        assertThat(server.bag.size()).isBetween(2, 3);
    }
}
