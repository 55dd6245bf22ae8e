package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Netty and the JDK have nothing to say about a server and a client. */
@Timeout(120)
class QuietIT {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    static final class ServerAndClient {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    ManagerServer server = ManagerServer.start(parley, KEY);
                    Manager manager = Manager.connect(server.address(), KEY)) {
                manager.longValue("n").set(1);
            }
        }
    }

    @Test
    void shouldPrintNothing() {
        List<String> printed = new CopyOnWriteArrayList<>();

        try (ForkedJvm forked = ForkedJvm.builder(ServerAndClient.class)
                .args(directory.resolve("domain").toString())
                .onStdout(printed::add)
                .onStderr(printed::add)
                .start()) {
            forked.awaitExit(0, Duration.ofSeconds(60));
        }

        assertThat(printed).isEmpty();
    }
}
