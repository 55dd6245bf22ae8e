package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.ChildInfo;
import io.parley.ChildInfo.State;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildTable;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.sync.SharedLatch;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What everybody in a domain sees of its children, and what is left of them. */
@Timeout(180)
class ChildrenIT {
    private static final int CHILDREN = 8;
    private static final int SIGKILL = 9;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Domains.open(directory, "test");
    }

    @AfterEach
    void close() {
        ParleyProcess.activeChildren().forEach(ParleyProcess::killTree);
        parley.close();
    }

    private ChildInfo child(String name) {
        return parley.children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ForkedJvm fork(Class<?> main) {
        return ForkedJvm.builder(main)
                .args(directory.toString())
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                .start();
    }

    /** Starts a daemon with a daemon, and waits. */
    static final class Head {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "head");
            SharedLatch up = parley.latch("up", 2);
            ProcessFamily.quiet(parley)
                    .process("daemon", () -> ProcessFamily.daemonWithDaemon(up))
                    .daemon(true)
                    .start();
            Processes.forEver();
        }
    }

    @Test
    void shouldLeaveNothingBehindAParentThatIsKilled() throws InterruptedException {
        SharedLatch up = parley.latch("up", 2);
        try (ForkedJvm head = fork(Head.class)) {
            assertThat(up.await(Domains.START)).isTrue();
            ChildInfo daemon = child("daemon");
            ChildInfo grandchild = child("grandchild");
            assertThat(daemon.state()).isEqualTo(State.RUNNING);
            assertThat(daemon.daemon()).isTrue();
            assertThat(daemon.slot()).isPositive();
            assertThat(daemon.parent().pid()).isEqualTo(head.pid());
            assertThat(daemon.parent().name()).isEqualTo("head");
            assertThat(grandchild.parent().number()).isEqualTo(daemon.number());
            assertThat(grandchild.parent().name()).isEqualTo("daemon");

            head.kill();

            await().atMost(Domains.HANG).until(() -> !isRunning(daemon) && !isRunning(grandchild));
            assertThat(child("daemon").state()).isEqualTo(State.LOST);
            assertThat(child("daemon").exit()).contains("its parent had died");
            assertThat(child("grandchild").isAlive()).isFalse();
        }
        parley.reap();
        assertThat(DomainVerifier.findings(parley.directory())).isEmpty();
        parley.delete();
        assertThat(parley.directory()).doesNotExist();
    }

    private static boolean isRunning(ChildInfo child) {
        return ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Starts several children at once, and waits for them. */
    static final class Starter {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "starter")) {
                SharedLatch go = parley.latch("go", 2);
                go.countDown();
                go.await();
                List<ParleyProcess> children = new ArrayList<>();
                for (int i = 0; i < CHILDREN; i++) {
                    children.add(Processes.of(parley)
                            .process(() -> ParleyProcess.current()
                                    .parley()
                                    .longValue("ran")
                                    .incrementAndGet())
                            .start());
                }
                for (ParleyProcess child : children) {
                    child.join();
                }
            }
        }
    }

    @Test
    void shouldKeepApartWhatTwoProcessesStartAtOnce() {
        parley.latch("go", 2);
        try (ForkedJvm one = fork(Starter.class);
                ForkedJvm other = fork(Starter.class)) {
            one.awaitExit(0, Domains.START);
            other.awaitExit(0, Domains.START);

            assertThat(parley.longValue("ran").get()).isEqualTo(2 * CHILDREN);
            List<ChildInfo> children = parley.children();
            assertThat(children)
                    .extracting(ChildInfo::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2 * CHILDREN).boxed().toList());
            assertThat(children).extracting(ChildInfo::exit).containsOnly("exit code 0");
            assertThat(children)
                    .filteredOn(child -> child.parent().pid() == one.pid())
                    .hasSize(CHILDREN);
            assertThat(children)
                    .filteredOn(child -> child.parent().pid() == other.pid())
                    .hasSize(CHILDREN);
        }
        assertThat(DomainVerifier.findings(parley.directory())).isEmpty();
    }

    @Test
    void shouldStartAChildOrRefuseItWhileTheDomainIsBeingClosed() throws Exception {
        int started = 0;
        for (int round = 0; round < 3; round++) {
            Parley closing = Domains.open(directory, "test");
            ProcessFactory factory = Processes.of(closing);
            ParleyProcess child = factory.process("racer", () -> System.exit(3));
            CyclicBarrier line = new CyclicBarrier(2);
            CompletableFuture<Void> closer = CompletableFuture.runAsync(() -> {
                meet(line);
                closing.close();
            });
            meet(line);
            try {
                child.start();
                started++;
                Processes.joined(child);
                assertThat(child.exitCode()).hasValue(3);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("closed");
            }
            closer.get();
        }

        assertThat(parley.children())
                .hasSize(started)
                .extracting(ChildInfo::exit)
                .allMatch("exit code 3"::equals);
        assertThat(ParleyProcess.activeChildren()).isEmpty();
    }

    private static void meet(CyclicBarrier line) {
        try {
            line.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTellWhatIsTrueWhileAParentIsStopped() throws InterruptedException {
        SharedLatch up = parley.latch("up", 2);
        try (ForkedJvm head = fork(Head.class)) {
            assertThat(up.await(Domains.START)).isTrue();
            head.stop();
            assertThat(child("daemon").state()).as("its parent lives").isEqualTo(State.RUNNING);

            Processes.signal("KILL", child("daemon").pid());
            await().atMost(Domains.HANG).until(() -> child("daemon").state() == State.LOST);
            assertThat(child("daemon").exit()).isEqualTo("gone; its parent has not looked yet");
            ParleyProcess meanwhile =
                    Processes.of(parley).process("meanwhile", () -> {}).start();
            Processes.joined(meanwhile);
            assertThat(child("meanwhile").exit()).isEqualTo("exit code 0");

            Processes.signal("CONT", head.pid());
            await().atMost(Domains.HANG).until(() -> child("daemon").state() == State.ENDED);
            assertThat(child("daemon").exit()).isEqualTo("killed by signal " + SIGKILL);
            assertThat(child("daemon").endedAt())
                    .isAfterOrEqualTo(child("daemon").startedAt());
            await().atMost(Domains.HANG).until(() -> !isRunning(child("grandchild")));
        }
    }

    @Test
    void shouldStartAChildAlthoughTheTableIsFull() throws InterruptedException {
        ChildTable table = Domain.of(parley).children();
        for (int i = 0; i < ChildTable.CAPACITY; i++) {
            table.claim("living", 0, 1, 1, 1);
        }

        ParleyProcess child = Processes.of(parley)
                .process("one too many", () -> System.exit(3))
                .start();
        Processes.joined(child);

        assertThat(child.exitCode()).hasValue(3);
        assertThat(parley.children()).extracting(ChildInfo::name).containsOnly("living");
    }
}
