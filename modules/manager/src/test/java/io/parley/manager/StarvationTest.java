package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand clients that wait, each with a session and a connection of its own, and a hundred that have much to do.
 */
@Timeout(300)
class StarvationTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final int BLOCKED = 1_000;
    private static final int BUSY = 100;
    private static final int CALLS = 50;

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private final List<Manager> managers = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.start(
                parley,
                KEY,
                o -> o.sessionLimit(Duration.ofMinutes(2)).limits(limits -> limits.connections(2 * BLOCKED)));
    }

    @AfterEach
    void stop() {
        server.close(); // which closes all sessions at once
        managers.forEach(Manager::close);
        parley.close();
    }

    private Manager connect() throws IOException {
        Manager manager = Manager.connect(server.address(), KEY, o -> o.timeout(Duration.ofMinutes(1)));
        managers.add(manager);
        return manager;
    }

    /** All but the workers, whose number is bounded and who go when there is nothing to do. */
    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("parley-manager") && !name.contains("worker"))
                .count();
    }

    @Test
    void shouldServeTheBusyBesideAThousandThatWait() throws Exception {
        List<ManagedLong> numbers = new ArrayList<>();
        for (int i = 0; i < BUSY; i++) {
            numbers.add(connect().longValue("n" + i));
        }
        long before = serverThreads();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < BLOCKED; i++) {
            var queue = connect().queue("q", Codecs.utf8());
            waiting.add(queue.async().take().toCompletableFuture());
        }

        work(numbers);

        assertThat(server.sessions()).isEqualTo(BUSY + BLOCKED);
        assertThat(serverThreads()).isEqualTo(before);
        assertThat(numbers).allMatch(number -> number.get() == CALLS);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        IntStream.range(0, BLOCKED)
                .forEach(i -> parley.queue("q", Codecs.utf8()).add("m" + i));
        assertThat(waiting.stream().map(CompletableFuture::join))
                .doesNotHaveDuplicates()
                .hasSize(BLOCKED);
    }

    private static void work(List<ManagedLong> numbers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(BUSY);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (ManagedLong number : numbers) {
                tasks.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        number.getAndAdd(1);
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(tasks)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
