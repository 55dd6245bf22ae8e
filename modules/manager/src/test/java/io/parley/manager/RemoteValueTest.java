package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.value.ManagedBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteValueTest extends ValueContract {
    private static final AuthKey KEY = AuthKey.of(new byte[] {4, 5, 6});

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;

    @BeforeEach
    void open() throws IOException {
        parley = Parley.open(directory);
        server = ManagerServer.start(parley, KEY, options -> options.sessionLimit(PATIENCE));
        manager = Manager.connect(server.address(), KEY, options -> options.timeout(PATIENCE));
    }

    @AfterEach
    void close() {
        manager.close();
        server.close();
        parley.close();
    }

    @Override
    Manager manager() {
        return manager;
    }

    @Override
    Parley parley() {
        return parley;
    }

    @Test
    void shouldRefuseWhatHasNoRoomInAFrame() {
        ManagedBytes bytes = manager.bytes("b", 5 << 20);

        assertThatThrownBy(bytes::raw)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b bytes=5242880");
        assertThatThrownBy(() -> manager.text("t", 5 << 20).set("x".repeat(5 << 20)))
                .isInstanceOf(IllegalArgumentException.class);
        parley.text("t", 5 << 20).set("y".repeat(5 << 20));
        assertThatThrownBy(() -> manager.text("t", 5 << 20).get()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.longArrayOf("a", new long[200_000]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a, elements=200000");
        assertThat(bytes.copyRange(5 << 19, 5 << 20)).hasSize(5 << 19);
    }

    @Test
    void shouldSayThatAHandleIsClosed() {
        var number = manager.longValue("n");

        number.close();
        number.close();

        assertThatThrownBy(number::get).isInstanceOf(IllegalStateException.class);
        assertThat(number).hasToString("RemoteLong(n, closed)");
    }
}
