package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.ManagedLong;
import io.parley.value.ManagedText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class ManagedNumberIT {
    private static final AuthKey KEY = AuthKey.of(new byte[] {7, 8, 9});
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ADDITIONS = 1_000;

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;

    @BeforeEach
    void serve() throws Exception {
        parley = Parley.open(directory);
        server = ManagerServer.start(
                parley, KEY, options -> options.sessionLimit(PATIENCE).limits(limits -> limits.handshake(PATIENCE)));
    }

    @AfterEach
    void stop() {
        server.close();
        parley.close();
    }

    private String port() {
        return Integer.toString(server.address().getPort());
    }

    private static Manager connect(String port) throws Exception {
        return Manager.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)),
                KEY,
                options -> options.timeout(PATIENCE));
    }

    static final class Adder {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                ManagedLong number = manager.longValue("n");
                Script.barrier("ready");
                var sent = IntStream.range(0, ADDITIONS)
                        .mapToObj(i -> number.async().getAndAdd(1).toCompletableFuture())
                        .toArray(CompletableFuture[]::new);
                for (int i = 0; i < ADDITIONS; i++) {
                    if (i % 2 == 0) {
                        number.incrementAndGet();
                    } else {
                        number.updateAndGet(n -> n + 1);
                    }
                }
                CompletableFuture.allOf(sent).join();
            }
        }
    }

    @Test
    void shouldLoseNoAdditionOfSeveralHostsAndProcesses() {
        ForkedJvm[] adders = {ForkedJvm.fork(Adder.class, port()), ForkedJvm.fork(Adder.class, port())};
        for (ForkedJvm adder : adders) {
            adder.awaitReached("ready", PATIENCE);
        }

        for (ForkedJvm adder : adders) {
            adder.proceed("ready");
        }
        for (int i = 0; i < ADDITIONS; i++) {
            parley.longValue("n").incrementAndGet();
        }

        for (ForkedJvm adder : adders) {
            adder.awaitExit(0, PATIENCE);
        }
        assertThat(parley.longValue("n").get()).isEqualTo((1 + 2L * adders.length) * ADDITIONS);
    }

    static final class Writer {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                ManagedText text = manager.text("t", 1_000);
                Script.reached("writing");
                for (int i = 0; ; i++) {
                    text.set(Character.toString('a' + i % 26).repeat(1_000));
                }
            }
        }
    }

    @Test
    void shouldNeverShowHalfOfATextThatADyingClientWrites() throws Exception {
        ForkedJvm writer = ForkedJvm.fork(Writer.class, port());
        writer.awaitReached("writing", PATIENCE);
        try (Manager manager = connect(port())) {
            ManagedText text = manager.text("t", 1_000);
            assertThat(text.awaitChange(text.version(), PATIENCE)).isTrue();

            writer.kill();

            String last = text.get();
            assertThat(last).hasSize(1_000).matches("(.)\\1*");
            text.set("after");
            assertThat(text.get()).isEqualTo("after");
        }
    }

    static final class Waiter {
        public static void main(String[] args) throws Exception {
            try (Manager manager = connect(args[0])) {
                ManagedLong number = manager.longValue("n");
                Script.reached("waiting");
                Script.report("changed", number.awaitChange(0));
            }
        }
    }

    @Test
    void shouldWakeAClientForAChangeByAnyProcess() {
        ForkedJvm[] waiters = {ForkedJvm.fork(Waiter.class, port()), ForkedJvm.fork(Waiter.class, port())};
        for (ForkedJvm waiter : waiters) {
            waiter.awaitReached("waiting", PATIENCE);
        }

        waiters[0].kill();
        parley.longValue("n").set(12);

        assertThat(waiters[1].awaitReported("changed", PATIENCE)).isEqualTo("12");
    }
}
