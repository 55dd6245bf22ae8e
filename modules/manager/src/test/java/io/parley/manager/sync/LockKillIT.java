package io.parley.manager.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.RemoteException;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.sync.Lease;
import io.parley.sync.ManagedLease;
import io.parley.sync.ManagedLock;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients and servers that are killed while a lock is held through them. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class LockKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static Manager connect(String port) throws Exception {
        return Manager.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), ServedDomain.KEY);
    }

    static final class Server {
        public static void main(String[] args) throws Exception {
            Parley parley =
                    Parley.open(ParleyConfig.at(Path.of(args[0])).withDurable(false).withProcessName("server"));
            ManagerServer server = ManagerServer.start(parley, ServedDomain.KEY);
            Script.report("port", server.address().getPort());
            Script.barrier("end");
        }
    }

    static final class Holder {
        public static void main(String[] args) throws Exception {
            ManagedLock lock = connect(args[0]).lock("book");
            ManagedLease lease = lock.acquire();
            Script.report("token", lease.token());
            Script.barrier("holding");
            Script.report("stillHeld", lease.stillHeld());
            try {
                lease.close();
                Script.report("unlock", "done");
            } catch (RemoteException e) {
                Script.report("unlock", "refused");
            }
            Script.barrier("end");
        }
    }

    static final class Waiter {
        public static void main(String[] args) throws Exception {
            ManagedLock lock = connect(args[0]).lock("book");
            lock.lock();
            Script.reached("waiting");
            lock.condition("changed").await();
        }
    }

    private ForkedJvm server;
    private String port;

    private void serve() {
        server = ForkedJvm.fork(Server.class, directory.toString());
        port = server.awaitReported("port", PATIENCE);
    }

    @Test
    void shouldPassTheLockOnWhenTheClientThatHoldsItIsKilled() throws Exception {
        serve();
        ForkedJvm holder = ForkedJvm.fork(Holder.class, port);
        holder.awaitReached("holding", PATIENCE);
        long token = Long.parseLong(holder.awaitReported("token", PATIENCE));

        try (Parley parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
                Manager other = connect(port)) {
            assertThat(parley.lock("book").tryLock()).isFalse();
            holder.kill();

            try (ManagedLease lease = other.lock("book").acquire(PATIENCE)) {
                assertThat(lease.recovered()).isTrue();
                assertThat(lease.token()).isGreaterThan(token);
                lease.markConsistent();
            }
            assertThat(parley.lock("book").tryLock()).isTrue();
        }
    }

    @Test
    void shouldRefuseAStaleHolderThatComesBack() throws Exception {
        serve();
        ForkedJvm holder = ForkedJvm.fork(Holder.class, port);
        holder.awaitReached("holding", PATIENCE);
        holder.stop();

        try (Manager other = connect(port);
                ManagedLease lease = other.lock("book").acquire(PATIENCE)) {
            assertThat(lease.recovered()).isTrue();
            holder.resume();
            holder.proceed("holding");

            assertThat(holder.awaitReported("unlock", PATIENCE)).isEqualTo("refused");
            assertThat(lease.stillHeld()).isTrue();
            assertThat(other.lock("book").token()).isEqualTo(lease.token());
        }
    }

    @Test
    void shouldPassTheLockOnWhenTheServerThatHoldsItForAClientIsKilled() throws Exception {
        serve();
        try (Parley parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
                Manager client = connect(port)) {
            ManagedLease lost = client.lock("book").acquire();
            SharedLock local = parley.lock("book");
            assertThat(local.tryLock()).isFalse();
            assertThat(local.holder().orElseThrow().processName()).isEqualTo("server");

            server.kill();

            try (Lease lease = local.acquire(PATIENCE)) {
                assertThat(lease.recovered()).isTrue();
                assertThat(lease.token()).isGreaterThan(lost.token());
                await().atMost(PATIENCE).until(() -> !lost.stillHeld());
                assertThatThrownBy(lost::close).isInstanceOf(RemoteException.class);
                assertThat(lease.stillHeld()).isTrue();
            }
        }
    }

    @Test
    void shouldPassASignalOnWhenTheClientThatWaitsForItIsKilled() throws Exception {
        serve();
        try (Parley parley = Parley.open(ParleyConfig.at(directory).withDurable(false))) {
            SharedLock local = parley.lock("book");
            SharedCondition condition = local.condition("changed");
            ForkedJvm first = ForkedJvm.fork(Waiter.class, port);
            await().atMost(PATIENCE).until(() -> condition.waiters() == 1);
            Background<Boolean> second = Background.call(() -> {
                local.lock();
                boolean signalled = condition.await(PATIENCE);
                local.unlock();
                return signalled;
            });
            await().until(() -> condition.waiters() == 2);

            first.kill();
            local.lock();
            condition.signal();
            local.unlock();

            assertThat(second.get()).isTrue();
        }
    }

    @Test
    void shouldSendAllToLookWhenAHolderIsKilledWhoMayHaveSignalled() throws Exception {
        serve();
        try (Parley parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
                Manager client = connect(port)) {
            SharedLock local = parley.lock("book");
            SharedCondition condition = local.condition("changed");
            assertThat(client.lock("book").condition("changed").waiters()).isZero();
            Background<Boolean> waiting = Background.call(() -> {
                local.lock();
                boolean signalled = condition.await(PATIENCE);
                local.unlock();
                return signalled;
            });
            await().until(() -> condition.waiters() == 1);
            ForkedJvm holder = ForkedJvm.fork(Holder.class, port);
            holder.awaitReached("holding", PATIENCE);

            holder.kill();

            assertThat(waiting.get()).isTrue();
        }
    }
}
