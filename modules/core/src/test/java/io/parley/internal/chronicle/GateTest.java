package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GateTest {
    private final Gate gate = new Gate("thing");

    @Test
    void shouldLetOneInAtATime() {
        gate.enter();

        assertThatThrownBy(gate::enter)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thing is in use by another thread");
        gate.exit();
        gate.enter();
        gate.exit();
    }

    @Test
    void shouldCloseOnceAndForGood() {
        assertThat(gate.isClosed()).isFalse();
        assertThat(gate.close()).isTrue();

        assertThat(gate.close()).isFalse();
        assertThat(gate.isClosed()).isTrue();
        assertThatThrownBy(gate::enter)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thing is closed");
    }

    @Test
    void shouldNotCloseUnderAUser() {
        gate.enter();
        Thread[] closer = new Thread[1];
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> {
            closer[0] = Thread.currentThread();
            return gate.close();
        });
        await().until(() -> closer[0] != null && closer[0].isAlive());

        assertThat(closing).isNotDone();
        assertThat(gate.isClosed()).isFalse();
        gate.exit();
        assertThat(closing.join()).isTrue();
    }
}
