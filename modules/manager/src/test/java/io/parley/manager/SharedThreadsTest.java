package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SharedThreadsTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    @Test
    void shouldShareAFewThreadsAmongAllClients() throws IOException {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerServer server = ManagerServer.start(parley, KEY)) {
            List<Manager> managers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                managers.add(
                        Manager.connect(server.address(), KEY, options -> options.timeout(Duration.ofSeconds(30))));
            }
            managers.get(49).longValue("n").set(3);

            assertThat(threads()).isBetween(1L, 4L);

            managers.subList(0, 49).forEach(Manager::close);
            assertThat(managers.get(49).longValue("n").get()).isEqualTo(3);
            managers.get(49).close();
            managers.get(49).close();
            await().atMost(Duration.ofSeconds(30)).until(() -> threads() == 0);

            try (Manager again = Manager.connect(server.address(), KEY)) {
                assertThat(again.longValue("n").get()).isEqualTo(3);
            }
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("parley-link"))
                .count();
    }
}
