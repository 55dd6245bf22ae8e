package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.RemoteException;
import io.parley.manager.Samples.Account;
import io.parley.manager.Samples.AccountImpl;
import io.parley.manager.Samples.Blocker;
import io.parley.manager.Samples.BlockerImpl;
import io.parley.manager.Samples.Maths;
import io.parley.manager.Samples.MathsImpl;
import io.parley.pipe.AuthKey;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who dies in the middle of a call, and what the others see. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class RegisteredCrashIT {
    private static final byte[] SECRET = {1, 2, 3};
    private static final AuthKey KEY = AuthKey.of(SECRET);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Serves until it is killed. */
    static final class Server {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    ManagerServer server = ManagerServer.create(parley, KEY)
                            .registerShared("blocker", Blocker.class, BlockerImpl::new)
                            .register("Maths", Maths.class, MathsImpl::new)
                            .start()) {
                Script.report("port", server.address().getPort());
                server.serveForever();
            }
        }
    }

    /** Makes an object, and is killed while a call of its runs. */
    static final class Client {
        public static void main(String[] args) throws Exception {
            Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), KEY);
            Account account = manager.create("Account", Account.class, 7L);
            Script.report("object", RegisteredObject.of(account).number());
            Blocker blocker = manager.get("blocker", Blocker.class);
            blocker.block();
        }
    }

    /** Has a server in a child, and is killed. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            ManagerProcess process = ManagerProcess.start(parley, KEY);
            Script.report("port", process.address().getPort());
            Script.report("pid", process.process().pid());
            Script.barrier("serving");
        }
    }

    @Test
    void shouldFailTheCallsOfAServerThatWasKilled() throws Exception {
        try (ForkedJvm server = ForkedJvm.fork(Server.class, directory.toString())) {
            int port = Integer.parseInt(server.awaitReported("port", SOON));
            try (Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", port), KEY)) {
                Blocker blocker = manager.get("blocker", Blocker.class);
                Maths maths = manager.create("Maths", Maths.class);
                CompletableFuture<Throwable> outcome =
                        CompletableFuture.supplyAsync(() -> catchThrowable(blocker::block));
                assertThat(maths.add(1, 2)).isEqualTo(3);

                server.kill();

                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(RemoteException.class);
                assertThatThrownBy(() -> maths.add(1, 2)).isInstanceOf(RemoteException.class);
            }
        }
    }

    @Test
    void shouldEndWhatAClientHadThatWasKilled() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        BlockerImpl blocker = new BlockerImpl();
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerServer server = ManagerServer.create(parley, KEY)
                        .registerShared("blocker", Blocker.class, () -> blocker)
                        .register(Registration.<Account>withArguments(
                                "Account", Account.class, a -> new AccountImpl(a.get(0, Long.class), closed)))
                        .start();
                ForkedJvm client = ForkedJvm.fork(
                        Client.class, String.valueOf(server.address().getPort()))) {
            client.awaitReported("object", SOON);
            Awaitility.await().atMost(SOON).until(() -> blocker.running() == 1);

            client.kill();

            Awaitility.await().atMost(SOON).until(() -> closed.get() == 1 && blocker.interrupted() == 1);
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void shouldServeInAChildUntilItIsShutDown() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerProcess process = ManagerProcess.start(parley, KEY, server -> {
                    server.options(o -> o.sessionLimit(Duration.ofSeconds(1)));
                    server.register("Maths", Maths.class, MathsImpl::new);
                })) {
            assertThat(process.address().getPort()).isPositive();
            try (Manager manager = process.connect()) {
                assertThat(manager.<Maths>create("Maths", Maths.class).add(4, 3))
                        .isEqualTo(7);
                manager.longValue("n", 5);
                assertThat(parley.longValue("n").get()).isEqualTo(5);
            }
            assertThat(process.join(Duration.ZERO)).isFalse();

            process.shutdown(Duration.ofSeconds(20));

            assertThat(process.join(Duration.ZERO)).isTrue();
            assertThat(process.process().exitStatus())
                    .hasValueSatisfying(status -> assertThat(status.isSuccess()).isTrue());
            process.shutdown();
            assertThatThrownBy(process::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSayWhyAChildCannotServe() {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            assertThatThrownBy(() -> ManagerProcess.start(parley, KEY, server -> {
                        throw new IllegalStateException("no database");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no database");
        }
    }

    @Test
    void shouldKillAChildThatDoesNotHeed() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerProcess process = ManagerProcess.start(parley, KEY)) {
            String pid = String.valueOf(process.process().pid());
            assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor())
                    .isZero();

            process.shutdown(Duration.ofMillis(200));

            Awaitility.await().atMost(SOON).until(() -> process.join(Duration.ZERO));
        }
    }

    @Test
    void shouldNotOutliveItsParent() throws Exception {
        try (ForkedJvm parent = ForkedJvm.fork(Parent.class, directory.toString())) {
            long pid = Long.parseLong(parent.awaitReported("pid", SOON));
            int port = Integer.parseInt(parent.awaitReported("port", SOON));
            try (Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", port), KEY)) {
                manager.longValue("n", 1);

                parent.kill();

                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> ProcessHandle.of(pid)
                                .map(child -> !child.isAlive())
                                .orElse(true));
                assertThatThrownBy(() -> manager.longValue("m", 1)).isInstanceOf(RemoteException.class);
            }
        }
    }

    /** Python's race, gh-119937: the maker drops its proxy while a reference to the object is on its way. */
    @Test
    void shouldKeepAnObjectWhoseReferenceIsOnItsWay() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ManagerServer server = ManagerServer.create(parley, KEY)
                        .register(Registration.<Account>withArguments(
                                "Account", Account.class, a -> new AccountImpl(a.get(0, Long.class), closed)))
                        .start();
                Manager receiver = Manager.connect(server.address(), KEY)) {
            Manager maker = Manager.connect(server.address(), KEY);
            var out = parley.queue("accounts", maker.proxyCodec(Account.class));
            Account dropped = maker.create("Account", Account.class, 5L);
            RegisteredObject.of(dropped).detach();
            out.put(dropped);
            maker.close();

            Account account =
                    parley.queue("accounts", receiver.proxyCodec(Account.class)).take();

            assertThat(account.balance()).isEqualTo(5);
            account.close();
            assertThatThrownBy(account::balance).isInstanceOf(ObjectDeletedException.class);
            assertThat(closed).hasValue(1);
        }
    }
}
