package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.process.ExitStatus;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.process.Stdio;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a child ended, as its parent is told: exit code or signal, and why. */
@Timeout(180)
class ProcessExitIT {
    @TempDir
    Path directory;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private Parley parley;
    private ProcessFactory factory;

    @BeforeEach
    void open() {
        parley = Domains.open(directory, "parent");
        factory = Processes.of(parley, options -> options.withStderr(Stdio.lines(errors::add)));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static void exit(int code) {
        System.exit(code);
    }

    private static void failInTheBackground() throws InterruptedException {
        Thread background = new Thread(() -> {
            throw new IllegalStateException("background");
        });
        background.start();
        background.join();
    }

    private static ExitStatus statusOf(ParleyProcess child) throws InterruptedException {
        Processes.joined(child);
        return child.exitStatus().orElseThrow();
    }

    @Test
    void shouldTellExitCodesApartFromSignals() throws InterruptedException {
        ParleyProcess returns = factory.process(() -> {}).start();
        ParleyProcess exits3 = factory.process(() -> exit(3)).start();
        ParleyProcess exits256 = factory.process(() -> exit(256)).start();
        ParleyProcess exits143 = factory.process(() -> exit(143)).start();
        ParleyProcess exits137 = factory.process(() -> exit(137)).start();
        ParleyProcess halts =
                factory.process(() -> Runtime.getRuntime().halt(4)).start();

        assertThat(statusOf(returns)).isEqualTo(new ExitStatus(0, 0, ""));
        assertThat(statusOf(exits3)).isEqualTo(new ExitStatus(3, 0, ""));
        assertThat(statusOf(exits256).isSuccess()).isTrue();
        assertThat(statusOf(exits143)).isEqualTo(new ExitStatus(143, 0, ""));
        assertThat(statusOf(exits137)).isEqualTo(new ExitStatus(137, 0, ""));
        assertThat(statusOf(halts)).isEqualTo(new ExitStatus(4, 0, ""));
        assertThat(exits143.exitCode()).hasValue(143);
        assertThat(exits143.signal()).isEmpty();
        assertThat(errors).isEmpty();
    }

    /** Ends by a hook that never returns, as a program does that hangs at its end. */
    private static void neverEnd(SharedLatch up, SharedEvent hook) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hook.set();
            try {
                Processes.forEver();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        up.countDown();
        Processes.forEver();
    }

    @Test
    void shouldTellWhichSignalEndedAChild() throws InterruptedException {
        SharedLatch up = parley.latch("up", 4);
        SharedEvent hook = parley.event("hook");
        ParleyProcess terminated = factory.process(() -> countDownAndWait(up)).start();
        ParleyProcess killed = factory.process(() -> countDownAndWait(up)).start();
        ParleyProcess interrupted = factory.process(() -> countDownAndWait(up)).start();
        ParleyProcess stubborn = factory.process(() -> neverEnd(up, hook)).start();
        assertThat(up.await(Domains.START)).isTrue();

        terminated.terminate();
        killed.kill();
        Processes.signal("INT", interrupted.pid());
        stubborn.terminate();
        assertThat(hook.await(Domains.START)).isTrue();
        stubborn.kill();

        assertThat(statusOf(terminated)).isEqualTo(new ExitStatus(143, 15, ""));
        assertThat(terminated.exitCode()).isEmpty();
        assertThat(terminated.signal()).hasValue(15);
        assertThat(statusOf(killed)).isEqualTo(new ExitStatus(137, 9, ""));
        assertThat(statusOf(interrupted)).isEqualTo(new ExitStatus(130, 2, ""));
        assertThat(statusOf(stubborn)).isEqualTo(new ExitStatus(137, 9, ""));
        // Ended already: nothing happens.
        terminated.terminate();
        killed.kill();
        killed.interrupt();
        killed.killTree();
    }

    private static void countDownAndWait(SharedLatch up) throws InterruptedException {
        up.countDown();
        Processes.forEver();
    }

    private static void failWhileAThreadRuns(SharedLatch done) {
        new Thread(() -> {
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    done.close();
                })
                .start();
        throw new IllegalStateException("no stock for order 4711");
    }

    @Test
    void shouldTellWhyATargetFailed() throws InterruptedException {
        SharedLatch done = parley.latch("done", 1);
        ParleyProcess fails =
                factory.process("orders", () -> failWhileAThreadRuns(done)).start();
        ParleyProcess background =
                factory.process(ProcessExitIT::failInTheBackground).start();

        assertThat(statusOf(background)).isEqualTo(new ExitStatus(0, 0, ""));
        assertThat(fails.isAlive()).isTrue();
        assertThat(fails.exitStatus()).isEmpty();
        done.countDown();

        assertThat(statusOf(fails).exitCode()).hasValue(1);
        assertThat(fails.exitStatus().orElseThrow().failure())
                .isEqualTo("java.lang.IllegalStateException: no stock for order 4711");
        assertThat(errors)
                .contains("Exception in thread \"orders\" java.lang.IllegalStateException: no stock for order 4711")
                .anySatisfy(line -> assertThat(line).contains("failWhileAThreadRuns"));
    }

    private static void cleanUp(SharedLatch up, SharedEvent cleaned) throws InterruptedException {
        up.countDown();
        try {
            Processes.forEver();
        } finally {
            cleaned.set();
        }
    }

    private static void giveWay(SharedLatch up) {
        up.countDown();
        try {
            Processes.forEver();
        } catch (InterruptedException e) {
            return;
        }
        throw new AssertionError("came back without an interruption");
    }

    @Test
    void shouldInterruptPolitely() throws InterruptedException {
        SharedLatch up = parley.latch("up", 2);
        SharedEvent cleaned = parley.event("cleaned");
        ParleyProcess gone = factory.process(() -> cleanUp(up, cleaned)).start();
        ParleyProcess polite = factory.process(() -> giveWay(up)).start();
        ParleyProcess early = factory.process(() -> giveWay(up)).start();
        early.interrupt();
        assertThat(up.await(Domains.START)).isTrue();

        gone.interrupt();
        polite.interrupt();

        assertThat(statusOf(gone)).isEqualTo(new ExitStatus(1, 0, "java.lang.InterruptedException"));
        assertThat(cleaned.isSet()).isTrue();
        assertThat(statusOf(polite)).isEqualTo(new ExitStatus(0, 0, ""));
        assertThat(statusOf(early)).isEqualTo(new ExitStatus(0, 0, ""));
    }

    @Test
    void shouldTellOfAJvmThatCannotStart() throws InterruptedException {
        ParleyProcess wrong = Processes.of(
                        parley,
                        options -> options.withJvmFlags("-XX:NoSuchFlag").withStderr(Stdio.lines(errors::add)))
                .process(() -> {})
                .start();
        ParleyProcess small = Processes.of(
                        parley, options -> options.withHeap("16m").withStderr(Stdio.lines(errors::add)))
                .process(ProcessExitIT::fillTheHeap)
                .start();

        assertThat(statusOf(wrong).exitCode()).hasValue(1);
        assertThat(errors).anySatisfy(line -> assertThat(line).contains("NoSuchFlag"));
        assertThat(statusOf(small).exitCode()).hasValue(1);
        assertThat(statusOf(small).failure()).contains("OutOfMemoryError");
    }

    private static void fillTheHeap() {
        byte[][] all = new byte[1024][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[1 << 20];
        }
        throw new AssertionError("there is room for " + all.length);
    }

    @Test
    void shouldCompleteItsFutureOnceItHasEnded() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        SharedEvent go = parley.event("go");
        ParleyProcess child = factory.process(go::await).start();
        child.onExit().complete(null); // somebody else's copy
        child.onExit().thenAccept(ended -> {
            assertThat(ended.exitCode()).hasValue(0);
            told.countDown();
        });
        assertThat(told.getCount()).isOne();
        assertThat(child.join(Duration.ZERO)).isFalse();
        assertThat(child.join(Duration.ofSeconds(-1))).isFalse();

        go.set();

        assertThat(told.await(Domains.START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(child.onExit().get()).isSameAs(child);
        assertThat(ParleyProcess.activeChildren()).doesNotContain(child);
    }
}
