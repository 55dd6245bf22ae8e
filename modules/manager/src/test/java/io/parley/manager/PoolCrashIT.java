package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.Parley;
import io.parley.RemoteException;
import io.parley.pipe.AuthKey;
import io.parley.process.Pool;
import io.parley.process.WorkerContext;
import io.parley.process.WorkerDiedException;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who dies while a task of a pool of another host runs, and what the others see. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class PoolCrashIT {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MINE = "io.parley.manager.PoolCrashIT*";

    @TempDir
    Path directory;

    /** Serves a pool until it is killed. */
    static final class Server {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    ManagerServer server = ManagerServer.create(parley, KEY)
                            .pool("work", o -> o.withWorkers(1))
                            .allowTasks(MINE)
                            .start()) {
                Script.report("port", server.address().getPort());
                server.serveForever();
            }
        }
    }

    /** Is killed while its task runs. */
    static final class Client {
        public static void main(String[] args) throws Exception {
            Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), KEY);
            Pool pool = manager.pool("work");
            pool.submit(() -> blockUntilInterrupted());
            pool.submit(
                    () -> WorkerContext.current().parley().longValue("second").getAndAdd(1));
            Script.report("given", 1);
            Script.barrier("killed");
        }
    }

    private static long blockUntilInterrupted() throws InterruptedException {
        Parley parley = WorkerContext.current().parley();
        parley.longValue("entered").getAndAdd(1);
        try {
            parley.longValue("never").awaitChange(0);
        } catch (InterruptedException e) {
            parley.longValue("interrupted").getAndAdd(1);
            throw e;
        }
        return 0;
    }

    @Test
    void shouldCancelTheTasksOfAClientThatWasKilled() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerServer server = ManagerServer.create(parley, KEY)
                        .pool("work", o -> o.withWorkers(1).withGrace(SOON))
                        .allowTasks(MINE)
                        .start();
                Manager other = Manager.connect(server.address(), KEY);
                ForkedJvm client = ForkedJvm.fork(
                        Client.class, String.valueOf(server.address().getPort()))) {
            client.awaitReported("given", SOON);
            SharedLong entered = parley.longValue("entered");
            SharedLong interrupted = parley.longValue("interrupted");
            Awaitility.await().atMost(SOON).until(() -> entered.get() == 1);

            client.kill();

            Awaitility.await().atMost(SOON).until(() -> interrupted.get() == 1);
            assertThat(other.pool("work").call(() -> 5)).isEqualTo(5);
            assertThat(parley.longValue("second").get()).isZero();
        }
    }

    @Test
    void shouldFailTheTasksOfAServerThatWasKilled() throws Exception {
        try (ForkedJvm server = ForkedJvm.fork(Server.class, directory.toString())) {
            int port = Integer.parseInt(server.awaitReported("port", SOON));
            try (Parley parley = Parley.open(directory);
                    Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", port), KEY)) {
                SharedLong entered = parley.longValue("entered");
                Pool pool = manager.pool("work");
                CompletableFuture<Long> task = pool.submit(() -> blockUntilInterrupted());
                CompletableFuture<Integer> waits = pool.submit(() -> 1);
                Awaitility.await().atMost(SOON).until(() -> entered.get() == 1);

                server.kill();

                assertThat(catchThrowable(() -> task.get(60, TimeUnit.SECONDS)))
                        .hasCauseInstanceOf(RemoteException.class);
                assertThat(catchThrowable(() -> waits.get(60, TimeUnit.SECONDS)))
                        .hasCauseInstanceOf(RemoteException.class);
            }
        }
    }

    @Test
    void shouldTellTheClientThatAWorkerWasKilled() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerServer server = ManagerServer.create(parley, KEY)
                        .pool("work", o -> o.withWorkers(1))
                        .allowTasks(MINE)
                        .start();
                Manager manager = Manager.connect(server.address(), KEY)) {
            SharedLong entered = parley.longValue("entered");
            Pool pool = manager.pool("work");
            long worker = pool.call(() -> ProcessHandle.current().pid());
            CompletableFuture<Long> task = pool.submit(() -> blockUntilInterrupted());
            Awaitility.await().atMost(SOON).until(() -> entered.get() == 1);

            ProcessHandle.of(worker).orElseThrow().destroyForcibly();

            assertThat(catchThrowable(() -> task.get(60, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(WorkerDiedException.class);
            assertThat(pool.call(() -> ProcessHandle.current().pid())).isNotEqualTo(worker);
        }
    }
}
