package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.pipe.AuthenticationException;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ManagerTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.start(parley, KEY);
    }

    @AfterEach
    void stop() {
        server.close();
        parley.close();
    }

    @Test
    void shouldReachTheSameNumberFromBothSides() throws IOException {
        try (Manager manager = Manager.connect(server.address(), KEY)) {
            ManagedLong remote = manager.longValue("n", 5);
            ManagedLong local = Manager.local(parley).longValue("n");

            assertThat(remote.getAndAdd(2)).isEqualTo(5);
            assertThat(local.get()).isEqualTo(7);
            assertThat(local.compareAndSet(7, 8)).isTrue();
            assertThat(remote.get()).isEqualTo(8);
        }
    }

    @Test
    void shouldWaitForAChangeByAnother() throws Exception {
        try (Manager manager = Manager.connect(server.address(), KEY)) {
            ManagedLong remote = manager.longValue("n", 5);
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return remote.awaitChange(5, Duration.ofSeconds(30));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(remote.awaitChange(5, Duration.ofMillis(50))).isFalse();

            parley.longValue("n").set(6);

            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void shouldRefuseAnotherKey() {
        assertThatThrownBy(() -> Manager.connect(server.address(), AuthKey.of(new byte[] {9})))
                .isInstanceOf(AuthenticationException.class);
    }
}
