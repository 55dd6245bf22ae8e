package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.Parley;
import io.parley.manager.Samples.Account;
import io.parley.manager.Samples.AccountImpl;
import io.parley.manager.Samples.Bank;
import io.parley.manager.Samples.BankImpl;
import io.parley.manager.Samples.Maths;
import io.parley.manager.Samples.MathsImpl;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The states of a server, and what each allows. */
@Timeout(60)
class ManagerServerTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;

    @BeforeEach
    void create() {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.create(parley, KEY);
    }

    @AfterEach
    void stop() {
        server.close();
        parley.close();
    }

    /** Its calls wait until the test lets them. */
    interface Gate {
        int pass() throws InterruptedException;
    }

    @Test
    void shouldAllowNothingButPreparationsBeforeItIsStarted() {
        assertThat(server.isRunning()).isFalse();
        assertRefused(server::address, "was not started");
        assertRefused(server::manager, "was not started");
        assertThat(server.options(o -> o.sessionLimit(Duration.ofSeconds(1)))).isSameAs(server);
        assertThat(server.register("Maths", Maths.class, MathsImpl::new)).isSameAs(server);
        assertThatThrownBy(() -> server.register("Maths", Maths.class, MathsImpl::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registered already");
    }

    @Test
    void shouldBeStartedOnce() throws IOException {
        server.start();

        assertThat(server.isRunning()).isTrue();
        assertThat(server.address().getPort()).isPositive();
        assertRefused(server::start, "was started already");
        assertRefused(() -> server.options(o -> o), "was started already");
        assertRefused(() -> server.register("Maths", Maths.class, MathsImpl::new), "was started already");
    }

    @Test
    void shouldBeShutDownInEveryState() throws Exception {
        ManagerServer another = ManagerServer.start(parley, KEY);

        server.shutdown();
        server.shutdown();
        another.shutdown();
        another.shutdown();

        assertThat(server.isRunning()).isFalse();
        assertThat(another.isRunning()).isFalse();
        assertThat(another.address().getPort()).isPositive();
        assertThat(server.awaitTermination(Duration.ZERO)).isTrue();
        assertThat(another.awaitTermination(Duration.ZERO)).isTrue();
        assertRefused(server::start, "was shut down");
        assertRefused(another::start, "was shut down");
        assertRefused(another::serveForever, "was shut down");
        assertRefused(another::manager, "was shut down");
    }

    @Test
    void shouldServeUntilSomebodyShutsItDown() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread serving = new Thread(() -> outcome.complete(catchThrowable(server::serveForever)));
        serving.start();
        Awaitility.await().until(server::isRunning);
        assertThat(server.awaitTermination(Duration.ofMillis(10))).isFalse();

        server.shutdown();

        assertThat(outcome.get()).isNull();
        assertThat(server.awaitTermination(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void shouldShutDownWhenTheServingThreadIsInterrupted() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread serving = new Thread(() -> outcome.complete(catchThrowable(server::serveForever)));
        serving.start();
        Awaitility.await().until(server::isRunning);

        serving.interrupt();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void shouldRefuseAnAddressThatIsTaken() throws IOException {
        server.start();
        ManagerServer other = ManagerServer.create(parley, KEY).options(o -> o.listenAt(server.address()));

        assertThatThrownBy(other::start).isInstanceOf(BindException.class);

        assertRefused(other::start, "was shut down");
    }

    @Test
    void shouldRefuseProxiesOfWhatNobodyRegistered() {
        server.registerShared("bank", Bank.class, () -> new BankImpl(new AtomicInteger()));

        assertRefused(server::start, "nothing is registered as 'Account'");
        server.register(Registration.returnedOnly("Account", Account.class));

        assertThat(catchThrowable(server::start)).isNull();
    }

    @Test
    void shouldLetCallsThatRunBeAnswered() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.register("Gate", Gate.class, () -> () -> {
            begun.countDown();
            goOn.await();
            return 7;
        });
        server.start();
        try (Manager manager = Manager.connect(server.address(), KEY)) {
            Gate gate = manager.create("Gate", Gate.class);
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    answer.complete(gate.pass());
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
            caller.start();
            begun.await();
            Thread closer = new Thread(() -> server.shutdown(Duration.ofSeconds(30)));
            closer.start();
            Awaitility.await().until(() -> !server.isRunning());

            goOn.countDown();

            assertThat(answer.get()).isEqualTo(7);
            closer.join();
        }
    }

    @Test
    void shouldCloseItsObjects() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        server.register(Registration.<Account>of("Account", Account.class, () -> new AccountImpl(1, closed)));
        server.start();
        try (Manager manager = Manager.connect(server.address(), KEY)) {
            RegisteredObject.of(manager.create("Account", Account.class)).detach();

            server.close();

            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void shouldSayThatThereIsNoServer() {
        Manager manager = Manager.local(parley);

        assertThatThrownBy(() -> manager.create("Maths", Maths.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("manager() of a ManagerServer");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining(message);
    }
}
