package io.parley.manager;

import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A domain, and managers of it: of this host or through a server, which is what the subclasses are about. */
abstract class SyncContract {
    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    static final Duration SHORT = Duration.ofMillis(40);
    static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    Path directory;

    Parley parley;
    Manager manager;
    private ManagerServer server;
    private final List<Manager> opened = new ArrayList<>();

    /** Whether the managers are of this host. */
    abstract boolean isLocal();

    @BeforeEach
    void open() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = isLocal() ? null : ManagerServer.start(parley, KEY, o -> o.sessionLimit(LONG));
        manager = newManager();
    }

    @AfterEach
    void close() {
        opened.forEach(Manager::close);
        if (server != null) {
            server.close();
        }
        parley.close();
    }

    /** One more: another session if there is a server. */
    final Manager newManager() throws IOException {
        Manager made = isLocal()
                ? Manager.local(parley)
                : Manager.connect(server.address(), KEY, options -> options.timeout(LONG));
        opened.add(made);
        return made;
    }

    final ManagerServer server() {
        return server;
    }

    /** Does it in a thread of its own. */
    static <T> Task<T> start(Callable<T> work) {
        return new Task<>(work);
    }

    static void until(BooleanSupplier condition) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(LONG)
                .until(condition::getAsBoolean);
    }

    /** Work and its thread. */
    static final class Task<T> extends FutureTask<T> {
        final Thread thread = new Thread(this, "task");

        Task(Callable<T> work) {
            super(work);
            thread.setDaemon(true);
            thread.start();
        }

        /** Returns once the thread of a remote call waits for the answer. */
        Task<T> awaitSent() {
            until(() -> isDone() || thread.getState() == Thread.State.WAITING);
            return this;
        }
    }
}
