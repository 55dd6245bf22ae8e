package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import io.parley.testkit.Script;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients and servers, each in a JVM of its own, are killed at the worst moments. */
@Timeout(600)
@ExtendWith(CrashTestWatcher.class)
class SessionCrashIT {
    /** Where tests of this class kill; {@link RemoteCrashCoverageTest} wants every place to be among them. */
    static final Set<Failpoint> KILLS_AT = EnumSet.of(
            Failpoint.REMOTE_DONE_BEFORE_ANSWER,
            Failpoint.REMOTE_ANSWERED_BEFORE_ACK,
            Failpoint.REMOTE_ARRIVED_BEFORE_ACK,
            Failpoint.REMOTE_BETWEEN_HOLDINGS);

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** So long that a busy machine does not end a session by itself. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** Serves the domain. */
    static final class Server {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            TestServer server = TestServer.start(
                    parley, LIMIT, ServerOptions.defaults().listenAt(address(Integer.parseInt(args[1]))));
            server.bag.put(77, false);
            Script.reached("serving");
            new CountDownLatch(1).await();
        }
    }

    /** Takes from the bag, or holds something, and counts as fast as it can. */
    static final class Client {
        public static void main(String[] args) throws Exception {
            Manager manager = connect(Integer.parseInt(args[0]));
            RemoteBag bag = new RemoteBag(manager);
            bag.hold(1);
            bag.hold(2);
            Script.barrier("holding");
            if (args[1].equals("take")) {
                bag.take();
            } else {
                ManagedLong number = manager.longValue("n");
                for (long i = 1; ; i++) {
                    number.getAndAdd(1);
                    if (i % 100 == 0) {
                        Script.report("counted", i);
                    }
                }
            }
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private ForkedJvmBuilder server() {
        return small(
                ForkedJvm.builder(Server.class).args(directory.resolve("domain").toString(), "" + port));
    }

    private ForkedJvmBuilder client(String what) {
        return small(ForkedJvm.builder(Client.class).args("" + port, what));
    }

    private static ForkedJvmBuilder small(ForkedJvmBuilder builder) {
        return builder.jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    private static Manager connect(int port) throws IOException {
        return Manager.connect(address(port), TestServer.KEY, options -> options.timeout(PATIENCE));
    }

    private ForkedJvm serving(ForkedJvmBuilder builder) {
        ForkedJvm server = builder.start();
        server.awaitReached("serving", PATIENCE);
        return server;
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOTE_DONE_BEFORE_ANSWER", "REMOTE_ANSWERED_BEFORE_ACK"})
    void shouldNotKnowOfOneRequestWhenTheServerDiesAndGoOnWithTheNextServer(Failpoint point) throws Exception {
        ForkedJvm server = serving(server().failAt(point, FailAction.KILL, 50));
        try (Parley parley = Parley.open(directory.resolve("domain"));
                Manager manager = connect(port)) {
            ManagedLong number = manager.longValue("n");
            long answered = 0;
            try {
                while (true) {
                    assertThat(number.getAndAdd(1)).isEqualTo(answered);
                    answered++;
                }
            } catch (IndeterminateException expected) {
                // one request on its way when the server died
            }
            assertThat(server.waitFor(PATIENCE)).isEqualTo(ForkedJvm.EXIT_KILLED);
            long done = parley.longValue("n").get();
            assertThat(done).isBetween(answered, answered + 1);
            assertThatThrownBy(number::get).isInstanceOf(SessionExpiredException.class);

            try (ForkedJvm next = serving(server())) {
                manager.renew();
                assertThat(number.getAndAdd(1)).isEqualTo(done);
                assertThat(next.isAlive()).isTrue();
            }
        }
    }

    @Test
    void shouldPutBackWhatADyingClientTookAndDidNotAcknowledge() throws Exception {
        try (ForkedJvm server = serving(server());
                ForkedJvm client = client("take")
                        .failAt(Failpoint.REMOTE_ARRIVED_BEFORE_ACK, FailAction.KILL)
                        .start();
                Manager manager = connect(port)) {
            client.awaitReached("holding", PATIENCE);
            client.proceed("holding");
            assertThat(client.waitFor(PATIENCE)).isEqualTo(ForkedJvm.EXIT_KILLED);

            assertThat(new RemoteBag(manager).take()).isEqualTo(77);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void shouldGiveBackWhatAKilledClientHeld() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ForkedJvm server = serving(server());
                ForkedJvm client = client("count").start()) {
            client.awaitReached("holding", PATIENCE);
            assertThat(permits(parley)).isEqualTo(TestServer.PERMITS - 2);

            client.kill();

            await().atMost(PATIENCE).until(() -> permits(parley) == TestServer.PERMITS);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void shouldGiveBackAllThoughTheServerDiesWhileItGivesBackSome() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ForkedJvm server = serving(server().failAt(Failpoint.REMOTE_BETWEEN_HOLDINGS, FailAction.KILL));
                ForkedJvm client = client("count").start()) {
            client.awaitReached("holding", PATIENCE);

            client.kill();

            assertThat(server.waitFor(PATIENCE)).isEqualTo(ForkedJvm.EXIT_KILLED);
            await().atMost(PATIENCE).until(() -> permits(parley) == TestServer.PERMITS);
        }
    }

    private static int permits(Parley parley) {
        return parley.leasedSemaphore("permits", TestServer.PERMITS).availablePermits();
    }

    @Test
    void shouldRefuseAClientThatWasStoppedForLongerThanTheLimit() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ForkedJvm server = serving(server());
                ForkedJvm client = client("count").start()) {
            client.awaitReached("holding", PATIENCE);
            client.proceed("holding");
            client.awaitReported("counted", PATIENCE);
            client.stop();
            await().atMost(PATIENCE).until(() -> permits(parley) == TestServer.PERMITS);
            long counted = parley.longValue("n").get();

            client.resume();

            assertThat(client.waitFor(PATIENCE)).isNotZero();
            assertThat(client.log().toString()).containsAnyOf("IndeterminateException", "SessionExpiredException");
            assertThat(parley.longValue("n").get()).isEqualTo(counted);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void shouldKeepASessionThoughTheServerWasStoppedForAMoment() throws Exception {
        try (ForkedJvm server = serving(server());
                Manager manager = connect(port)) {
            ManagedLong number = manager.longValue("n");
            long stoppedAt = System.nanoTime();

            server.stop();
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - stoppedAt > LIMIT.toNanos() / 5);
            server.resume();

            assertThat(number.getAndAdd(1)).isZero();
        }
    }

    @Test
    void shouldCountRightThoughClientsAndServersAreKilledInTurn() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.derive("killed in turn"));
        long atLeast = 0;
        long unsure = 0;
        ForkedJvm server = serving(server());
        try (Parley parley = Parley.open(directory.resolve("domain"));
                Manager manager = connect(port)) {
            ManagedLong number = manager.longValue("n");
            for (int round = 0; round < 4; round++) {
                ForkedJvm client = client("count").start();
                client.awaitReached("holding", PATIENCE);
                client.proceed("holding");
                client.awaitReported("counted", PATIENCE);
                for (int i = random.nextInt(200); i > 0; i--) {
                    number.getAndAdd(1);
                    atLeast++;
                }
                boolean killServer = round % 2 == 1;
                (killServer ? server : client).kill();
                if (killServer) {
                    server.close();
                    unsure++;
                    client.waitFor(PATIENCE);
                    await().atMost(PATIENCE).until(() -> manager.sessionState() == SessionState.EXPIRED);
                    server = serving(server());
                    manager.renew();
                }
                client.close();
                atLeast += client.reports("counted").size() * 100L;
                unsure += 101;
                await().atMost(PATIENCE).until(() -> permits(parley) == TestServer.PERMITS);
            }
            assertThat(number.get()).isEqualTo(parley.longValue("n").get()).isBetween(atLeast, atLeast + unsure);
        } finally {
            server.close();
        }
    }
}
