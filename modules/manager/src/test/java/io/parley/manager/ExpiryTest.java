package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.FaultProxy.Direction;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the limit is over, so is the session: both sides know, and nothing is done in its name any more. */
@Timeout(120)
class ExpiryTest extends SessionContract {
    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldSayThatNobodyKnowsWhatBecameOfARequest(Direction silent) throws Exception {
        serve(SHORT);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        ManagedLong number = manager.longValue("n");

        proxy.cut(silent);
        Asked<Long> asked = ask(() -> number.getAndAdd(1));

        assertThatThrownBy(asked.result()::get).hasCauseInstanceOf(IndeterminateException.class);
        assertThat(manager.sessionState()).isEqualTo(SessionState.EXPIRED);
        assertThatThrownBy(number::get)
                .isInstanceOf(SessionExpiredException.class)
                .hasMessageContaining("Manager.renew()");
        assertThatThrownBy(bag::hold).isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void shouldSayOfARequestThatNeverLeftThatItWasNotDone() throws Exception {
        serve(SHORT);
        Manager manager = connect();
        ManagedLong number = manager.longValue("n");
        proxy.refuse(true);
        proxy.reset();
        awaitState(manager, SessionState.RECONNECTING);

        Asked<Long> asked = ask(() -> number.getAndAdd(1));

        assertThatThrownBy(asked.result()::get).hasCauseInstanceOf(SessionExpiredException.class);
        assertThat(parley.longValue("n").get()).isZero();
    }

    @Test
    void shouldGoOnInANewSession() throws Exception {
        serve(SHORT);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        ManagedLong number = manager.longValue("n", 4);
        bag.hold();
        proxy.cut();
        awaitState(manager, SessionState.EXPIRED);
        proxy.heal();

        manager.renew();

        assertThat(manager.sessionState()).isEqualTo(SessionState.CONNECTED);
        assertThat(number.getAndAdd(1)).isEqualTo(4);
        await().until(() -> server.bag.held.get() == 0);
        bag.hold();
        assertThat(server.bag.held).hasValue(1);
        manager.renew();
        assertThat(server.bag.held).as("a session that lives is not renewed").hasValue(1);
    }

    @Test
    void shouldStayOverWhenRenewalFails() throws Exception {
        serve(SHORT);
        Manager manager = connect();
        ManagedLong number = manager.longValue("n");
        proxy.refuse(true);
        proxy.reset();
        awaitState(manager, SessionState.EXPIRED);

        assertThatThrownBy(manager::renew).isInstanceOf(java.io.IOException.class);

        assertThatThrownBy(number::get).isInstanceOf(SessionExpiredException.class);
        proxy.heal();
        manager.renew();
        assertThat(number.get()).isZero();
    }

    @Test
    void shouldKnowAtOnceThatTheServerWasClosed() throws Exception {
        serve(LONG);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        CompletableFuture<Long> waiting = bag.takeLater();
        awaitTakers(1);

        server.close();

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IndeterminateException.class)
                .hasMessageContaining("the server was closed");
        assertThat(manager.sessionState()).isEqualTo(SessionState.EXPIRED);
    }

    @Test
    void shouldGiveBackWhatASessionHeldAtTheEndOfTheLimitAndNotBefore() throws Exception {
        serve(SHORT);
        RemoteBag bag = bag();
        bag.hold();
        long heldAt = System.nanoTime();

        proxy.cut(Direction.TO_SERVER);

        await().until(() -> server.bag.held.get() == 0);
        assertThat(System.nanoTime() - heldAt).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void shouldGiveBackAtOnceWhatAClosedSessionHeld() throws Exception {
        serve(Duration.ofHours(1));
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        bag.hold();
        bag.hold();
        assertThat(server.bag.held).hasValue(2);

        manager.close();

        await().until(() -> server.bag.held.get() == 0);
        assertThatThrownBy(bag::hold).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        manager.close();
        assertThatThrownBy(manager::renew).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldPutBackWhatAVanishedClientTookAndDidNotHearOf() throws Exception {
        serve(SHORT);
        RemoteBag vanishing = bag();
        CompletableFuture<Long> taken = vanishing.takeLater();
        awaitTakers(1);

        proxy.cut(Direction.TO_CLIENT);
        server.bag.put(5, false);
        assertThat(server.bag.size()).isZero();

        await().until(() -> server.bag.size() == 1);
        assertThat(server.bag.lost).hasValue(1);
        assertThat(server.bag.arrived).hasValue(0);
        assertThatThrownBy(taken::get).hasCauseInstanceOf(IndeterminateException.class);
    }

    @Test
    void shouldKeepThePlaceOfAWaiterThatIsAwayAndGiveItNothing() throws Exception {
        serve(LONG);
        Manager leaving = connect();
        CompletableFuture<Long> first = new RemoteBag(leaving).takeLater();
        awaitTakers(1);
        RemoteBag here = new RemoteBag(closing(Manager.connect(server.address(), TestServer.KEY)));
        CompletableFuture<Long> second = here.takeLater();
        CompletableFuture<Long> third = here.takeLater();
        awaitTakers(3);
        proxy.refuse(true);
        proxy.reset();
        awaitState(leaving, SessionState.RECONNECTING);
        await().until(() -> server.bag.connected() == 1);

        server.bag.put(2, false);
        assertThat(second.get()).isEqualTo(2);
        proxy.heal();
        await().until(() -> server.bag.connected() == 2);
        server.bag.put(1, false);
        server.bag.put(3, false);

        assertThat(first.get()).isEqualTo(1);
        assertThat(third.get()).isEqualTo(3);
    }

    @Test
    void shouldLiveWithoutAnythingToDo() throws Exception {
        serve(SHORT);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        bag.hold();

        CompletableFuture<Long> waiting = bag.takeLater();
        long since = System.nanoTime();
        await().until(() -> System.nanoTime() - since > 3 * SHORT.toNanos());

        assertThat(server.bag.held).hasValue(1);
        server.bag.put(9, false);
        assertThat(waiting.get()).isEqualTo(9);
    }
}
