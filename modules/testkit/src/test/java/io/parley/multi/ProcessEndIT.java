package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.ChildInfo;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes when a process ends, and who stays. */
@Timeout(180)
class ProcessEndIT {
    private static final int FAMILY = 5;

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

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 5"})
    void shouldWaitForChildrenAndEndDaemonsAtAnOrderlyEnd(String how, int exitCode) throws Exception {
        PlainJvm.Result result = new PlainJvm()
                .flags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .run(ProcessFamily.Main.class, directory.toString(), how);

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
        assertThat(result.err()).noneMatch(line -> line.contains("PLY-"));
        assertThat(parley.longValue("waited").get()).isEqualTo(1);
        assertThat(parley.longValue("refused").get()).isEqualTo(1);
        parley.reap();
        assertThat(Domains.alive(parley)).containsOnlyKeys("test");
        assertThat(child("daemon").exit()).isEqualTo("killed by signal 15");
        assertThat(child("other").exit()).isEqualTo("exit code 0");
    }

    private ChildInfo child(String name) {
        return parley.children().stream()
                .filter(child -> child.name().equals(name))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private ParleyProcess startFamily(SharedLong seen) throws InterruptedException {
        SharedLatch up = parley.latch("up", FAMILY);
        ParleyProcess head = ProcessFamily.quiet(parley)
                .process("head", () -> ProcessFamily.head(up, seen))
                .start();
        assertThat(up.await(Domains.START)).isTrue();
        return head;
    }

    @Test
    void shouldEndDaemonsHoweverTheirParentDies() throws InterruptedException {
        SharedLong seen = parley.longValue("seen");
        ParleyProcess head = startFamily(seen);

        head.kill();
        Processes.joined(head);

        Processes.awaitGone(parley, "daemon", "grandchild", "stubborn", "other");
        assertThat(seen.get()).isEqualTo(2);
    }

    @Test
    void shouldEndDaemonsButNotOthersOnASignal() throws InterruptedException {
        SharedLong seen = parley.longValue("seen");
        ParleyProcess head = startFamily(seen);

        head.terminate();
        Processes.joined(head);

        assertThat(head.signal()).hasValue(15);
        assertThat(child("daemon").exit()).isEqualTo("killed by signal 15");
        assertThat(child("stubborn").exit()).isEqualTo("killed by signal 9");
        Processes.awaitGone(parley, "grandchild", "other");
        assertThat(seen.get()).isEqualTo(2);
    }

    private static void child(SharedLatch up, SharedEvent stop) throws InterruptedException {
        ParleyProcess self = ParleyProcess.current();
        ProcessFamily.quiet(self.parley())
                .process("below", () -> ProcessFamily.upAndWait(up))
                .daemon(false)
                .start();
        up.countDown();
        stop.await();
    }

    @Test
    void shouldEndAWholeTree() throws InterruptedException {
        SharedLatch up = parley.latch("up", 4);
        SharedEvent never = parley.event("never");
        ParleyProcess terminated = ProcessFamily.quiet(parley)
                .process("above", () -> child(up, never))
                .start();
        ParleyProcess killed = ProcessFamily.quiet(parley)
                .process("above", () -> child(up, never))
                .start();
        assertThat(up.await(Domains.START)).isTrue();

        terminated.terminateTree();
        killed.killTree();
        Processes.joined(terminated);
        Processes.joined(killed);

        assertThat(terminated.signal()).hasValue(15);
        assertThat(killed.signal()).hasValue(9);
        await().atMost(Domains.HANG)
                .untilAsserted(() -> assertThat(Domains.alive(parley))
                        .doesNotContainEntry("below", true)
                        .doesNotContainEntry("above", true));
    }
}
