package io.parley.manager;

import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, a bad network, and a client. */
abstract class SessionContract {
    /** So long that a busy machine does not end a session. */
    static final Duration LONG = Duration.ofSeconds(30);

    static final Duration SHORT = Duration.ofMillis(600);

    @TempDir
    Path directory;

    Parley parley;
    TestServer server;
    FaultProxy proxy;
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void openDomain() {
        Awaitility.setDefaultTimeout(LONG);
        parley = Parley.open(directory.resolve("domain"));
    }

    void serve(Duration limit) throws IOException {
        server = closing(TestServer.start(parley, limit));
        proxy = closing(FaultProxy.to(server.address()));
    }

    Manager connect() throws IOException {
        return closing(Manager.connect(proxy.address(), TestServer.KEY, options -> options.timeout(LONG)));
    }

    RemoteBag bag() throws IOException {
        return new RemoteBag(connect());
    }

    <T extends AutoCloseable> T closing(T resource) {
        toClose.add(0, resource);
        return resource;
    }

    @AfterEach
    void closeAll() throws Exception {
        if (server != null) {
            server.bag.slowMayEnd.countDown();
        }
        if (proxy != null) {
            proxy.heal();
        }
        for (AutoCloseable each : toClose) {
            each.close();
        }
        parley.close();
    }

    /** What a call on another thread comes to; the thread can be interrupted. */
    static <T> Asked<T> ask(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                T value = call.call();
                flag.set(Thread.currentThread().isInterrupted());
                result.complete(value);
            } catch (Throwable e) {
                flag.set(Thread.currentThread().isInterrupted());
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Asked<>(thread, result, flag);
    }

    record Asked<T>(Thread thread, CompletableFuture<T> result, AtomicReference<Boolean> interrupted) {}

    void awaitTakers(int count) {
        await().atMost(LONG).until(() -> server.bag.takers.length() == count);
    }

    static void awaitState(Manager manager, SessionState state) {
        await().atMost(LONG).until(() -> manager.sessionState() == state);
    }
}
