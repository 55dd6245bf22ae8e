package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Parley;
import io.parley.manager.TestServer.RemoteBag;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import io.parley.testkit.Script;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Server and client on hosts of their own, as far as the network can tell; the wire between them is pulled. */
@Timeout(600)
@ExtendWith(CrashTestWatcher.class)
class PartitionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PORT = 7411;

    private final String id = "p" + ProcessHandle.current().pid() % 100_000;
    private final String here = id + "s";
    private final String there = id + "c";

    @TempDir
    Path directory;

    /** Serves the domain. */
    static final class Server {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            TestServer.start(
                    parley, LIMIT, ServerOptions.defaults().listenAt(new InetSocketAddress("10.199.0.1", PORT)));
            Script.reached("serving");
            new CountDownLatch(1).await();
        }
    }

    /** Holds something and counts, alone, until it cannot. */
    static final class Client {
        public static void main(String[] args) throws Exception {
            Manager manager = Manager.connect(
                    new InetSocketAddress("10.199.0.1", PORT), TestServer.KEY, options -> options.timeout(PATIENCE));
            new RemoteBag(manager).hold();
            ManagedLong number = manager.longValue("n");
            Script.report("holding", "yes");
            long i = 0;
            try {
                for (; ; i++) {
                    long before = number.getAndAdd(1);
                    if (before != i) {
                        Script.report("ended", "counted " + before + " as number " + i);
                        return;
                    }
                }
            } catch (RuntimeException e) {
                Script.report("counted", i);
                Script.report("ended", e.getClass().getSimpleName());
            }
        }
    }

    @BeforeEach
    void layTheWire() throws Exception {
        assumeTrue(
                run("ip", "netns", "add", here) && run("ip", "netns", "add", there),
                "this kernel or user may not create network namespaces");
        assumeTrue(
                run("ip", "link", "add", here, "type", "veth", "peer", "name", there),
                "this kernel has no virtual wires between network namespaces");
        plugIn(here, "10.199.0.1/24");
        plugIn(there, "10.199.0.2/24");
    }

    private void plugIn(String end, String address) throws Exception {
        assertThat(run("ip", "link", "set", end, "netns", end)).isTrue();
        assertThat(run("ip", "-n", end, "addr", "add", address, "dev", end)).isTrue();
        assertThat(run("ip", "-n", end, "link", "set", end, "up")).isTrue();
    }

    @AfterEach
    void takeTheWireAway() throws Exception {
        run("ip", "link", "del", here);
        run("ip", "netns", "del", here);
        run("ip", "netns", "del", there);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private ForkedJvmBuilder at(String host, ForkedJvmBuilder builder) {
        return builder.prefixCommand("ip", "netns", "exec", host)
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    private void wire(String state) throws InterruptedException {
        assertThat(run("ip", "-n", here, "link", "set", here, state)).isTrue();
    }

    @Test
    void shouldCountOnceThroughAShortPartitionAndEndInALongOne() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ForkedJvm server = at(
                                here,
                                ForkedJvm.builder(Server.class)
                                        .args(directory.resolve("domain").toString()))
                        .start()) {
            server.awaitReached("serving", PATIENCE);
            try (ForkedJvm client = at(there, ForkedJvm.builder(Client.class)).start()) {
                client.awaitReported("holding", PATIENCE);
                awaitProgress(parley);

                wire("down");
                awaitSilence(parley);
                wire("up");
                awaitProgress(parley);
                assertThat(client.reported("ended")).isEmpty();
                assertThat(permits(parley)).isEqualTo(TestServer.PERMITS - 1);

                wire("down");
                await().atMost(PATIENCE).until(() -> permits(parley) == TestServer.PERMITS);
                long done = parley.longValue("n").get();
                assertThat(client.awaitReported("ended", PATIENCE)).isEqualTo("IndeterminateException");
                wire("up");
                long counted = Long.parseLong(client.awaitReported("counted", PATIENCE));
                assertThat(done).isBetween(counted, counted + 1);
                assertThat(parley.longValue("n").get()).isEqualTo(done);
            }
        }
    }

    private static void awaitProgress(Parley parley) {
        long from = parley.longValue("n").get();
        await().atMost(PATIENCE).until(() -> parley.longValue("n").get() > from + 10);
    }

    /** A second, in which nothing comes through. */
    private static void awaitSilence(Parley parley) {
        long[] seen = {parley.longValue("n").get()};
        await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> {
            long before = seen[0];
            seen[0] = parley.longValue("n").get();
            return before == seen[0];
        });
    }

    private static int permits(Parley parley) {
        return parley.leasedSemaphore("permits", TestServer.PERMITS).availablePermits();
    }
}
