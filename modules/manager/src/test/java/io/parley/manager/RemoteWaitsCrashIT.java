package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.ManagedSemaphore;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedSemaphore;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What everybody sees when a client that waits or has permits dies, and when the server does. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class RemoteWaitsCrashIT {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static Manager connect(String port) throws IOException {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
        return Manager.connect(address, KEY, options -> options.timeout(PATIENCE));
    }

    private static ManagerServer serve(Parley parley) throws IOException {
        return ManagerServer.start(parley, KEY, options -> options.sessionLimit(Duration.ofSeconds(3)));
    }

    private static String port(ManagerServer server) {
        return Integer.toString(server.address().getPort());
    }

    private static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Has a leased permit and a plain one. */
    static final class HasPermits {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                manager.leasedSemaphore("leased", 2).acquire(2);
                ManagedSemaphore plain = manager.semaphore("plain", 2);
                plain.acquire();
                plain.availablePermits(); // answered after the server knows that the permit has arrived
                Script.reached("has");
                forEver();
            }
        }
    }

    @Test
    void shouldGiveLeasedPermitsOfAKilledClientBackAndOnlyThose() throws Exception {
        try (Parley parley = Parley.open(directory);
                ManagerServer server = serve(parley);
                Manager survivor = connect(port(server))) {
            LeasedSemaphore leased = parley.leasedSemaphore("leased", 2);
            ForkedJvm client = ForkedJvm.fork(HasPermits.class, port(server));
            client.awaitReached("has", PATIENCE);
            assertThat(leased.availablePermits()).isZero();

            client.kill();

            assertThat(survivor.leasedSemaphore("leased", 2).tryAcquire(2, PATIENCE))
                    .isTrue();
            assertThat(parley.semaphore("plain").availablePermits()).isEqualTo(1);
        }
    }

    /** Waits for permits. */
    static final class WantsPermits {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                Script.reached("connected");
                manager.semaphore("plain", 0).acquire(3);
            }
        }
    }

    @Test
    void shouldLoseNoPermitToAKilledWaiterAndNotWaitBehindIt() throws Exception {
        try (Parley parley = Parley.open(directory);
                ManagerServer server = serve(parley);
                Manager survivor = connect(port(server))) {
            SharedSemaphore semaphore = parley.semaphore("plain", 0);
            ForkedJvm client = ForkedJvm.fork(WantsPermits.class, port(server));
            client.awaitReached("connected", PATIENCE);
            await().atMost(PATIENCE).until(semaphore::hasWaiters);
            CompletableFuture<Boolean> behind = CompletableFuture.supplyAsync(() -> {
                try {
                    return survivor.semaphore("plain", 0).tryAcquire(PATIENCE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            client.kill();
            semaphore.release();

            assertThat(behind.get()).isTrue();
            semaphore.release(3);
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        }
    }

    /** Is a party. */
    static final class Party {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                manager.barrier("barrier", 3).await();
            }
        }
    }

    @Test
    void shouldBreakTheBarrierWhenAWaitingClientIsKilled() throws Exception {
        try (Parley parley = Parley.open(directory);
                ManagerServer server = serve(parley)) {
            SharedBarrier barrier = parley.barrier("barrier", 3);
            ForkedJvm client = ForkedJvm.fork(Party.class, port(server));
            await().atMost(PATIENCE).until(() -> barrier.waiting() == 1);

            client.kill();

            assertThatThrownBy(() -> barrier.await(PATIENCE)).isInstanceOf(BrokenBarrierException.class);
        }
    }

    /** Serves, and never stops. */
    static final class Server {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    ManagerServer server = serve(parley)) {
                Script.report("port", port(server));
                forEver();
            }
        }
    }

    @Test
    void shouldReturnPermitsAndBreakBarriersWhenTheServerIsKilled() throws Exception {
        ForkedJvm server = ForkedJvm.fork(Server.class, directory.toString());
        String port = server.awaitReported("port", PATIENCE);
        try (Parley parley = Parley.open(directory);
                Manager client = connect(port)) {
            client.leasedSemaphore("leased", 2).acquire(2);
            SharedBarrier barrier = parley.barrier("barrier", 3);
            CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    client.barrier("barrier", 3).await();
                    return null;
                } catch (Exception e) {
                    return e;
                }
            });
            await().atMost(PATIENCE).until(() -> barrier.waiting() == 1);

            server.kill();

            assertThatThrownBy(() -> barrier.await(PATIENCE))
                    .isInstanceOf(BrokenBarrierException.class)
                    .hasMessageContaining("a party died");
            assertThat(parley.leasedSemaphore("leased", 2).tryAcquire(2, PATIENCE))
                    .isTrue();
            assertThat(waiting.get()).isInstanceOf(IndeterminateException.class);
        }
    }

    /** A party and a waiter of the server's host, in another process. */
    static final class Neighbour {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedEvent event = parley.event("event");
                Script.barrier("ready");
                event.set();
                event.clear();
                parley.barrier("barrier", 2).await();
            }
        }
    }

    @Test
    void shouldWaitForProcessesOfTheServersHost() throws Exception {
        try (Parley parley = Parley.open(directory);
                ManagerServer server = serve(parley);
                Manager client = connect(port(server))) {
            ForkedJvm neighbour = ForkedJvm.fork(Neighbour.class, directory.toString());
            neighbour.awaitReached("ready", PATIENCE);
            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.event("event").await(PATIENCE)
                            ? client.barrier("barrier", 2).await(PATIENCE)
                            : -1;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(PATIENCE).until(parley.event("event")::hasWaiters);

            neighbour.proceed("ready");

            assertThat(waiting.get()).isBetween(0, 1);
            neighbour.awaitExit(0, PATIENCE);
        }
    }

    @Test
    void shouldBreakTheBarrierOfAClientWhenAProcessOfTheServersHostIsKilled() throws Exception {
        try (Parley parley = Parley.open(directory);
                ManagerServer server = serve(parley);
                Manager client = connect(port(server))) {
            SharedBarrier barrier = parley.barrier("barrier", 3);
            ForkedJvm neighbour = ForkedJvm.fork(LocalParty.class, directory.toString());
            await().atMost(PATIENCE).until(() -> barrier.waiting() == 1);
            CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    client.barrier("barrier", 3).await();
                    return null;
                } catch (Exception e) {
                    return e;
                }
            });
            await().atMost(PATIENCE).until(() -> barrier.waiting() == 2);

            neighbour.kill();

            assertThat(waiting.get()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("a party died");
        }
    }

    /** A party of the server's host. */
    static final class LocalParty {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.barrier("barrier", 3).await();
            }
        }
    }
}
