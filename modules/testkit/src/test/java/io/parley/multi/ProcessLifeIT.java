package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitSet;
import io.parley.WaitStrategy;
import io.parley.Waitable;
import io.parley.process.ParentProcess;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child's life from its start to its close, in the child and in the parent. */
@Timeout(180)
class ProcessLifeIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private Parley parley;
    private ProcessFactory factory;

    @BeforeEach
    void open() {
        parley = Domains.open(directory, "parent");
        factory = Processes.of(parley);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldRefuseWhatCannotBe() throws InterruptedException {
        SharedEvent go = parley.event("go");
        ParleyProcess child = factory.process("child", go::await);
        assertThatThrownBy(child::join)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start()");
        assertThatThrownBy(child::terminate).isInstanceOf(IllegalStateException.class);
        assertThat(child.isAlive()).isFalse();
        child.start();

        assertThatThrownBy(child::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("child")
                .hasMessageContaining("create another one");
        assertThatThrownBy(() -> child.daemon(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(child::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is running");
        assertThatThrownBy(() -> copy(child).join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another one's child");
        assertThat(child.isAlive()).isTrue();
        assertThat(ParleyProcess.activeChildren()).contains(child);
        go.set();
        Processes.joined(child);
        child.close();
        child.close();

        assertThat(child.name()).isEqualTo("child");
        assertThat(child.isReady()).isTrue();
        assertThatThrownBy(child::exitCode)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(child::pid).isInstanceOf(IllegalStateException.class);
    }

    private static ParleyProcess copy(ParleyProcess original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ParleyProcess) in.readObject();
        }
    }

    /** A subclass: its fields travel, what the child assigns stays there. */
    static final class Counter extends ParleyProcess {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // replaced by its address on the way
        private final SharedLong count;

        private final long step;
        private long done;

        Counter(ProcessFactory factory, SharedLong count, long step) {
            super(factory);
            this.count = count;
            this.step = step;
        }

        @Override
        public void run() {
            done = count.addAndGet(step);
        }
    }

    @Test
    void shouldRunASubclass() throws InterruptedException {
        SharedLong count = parley.longValue("count");
        Counter counter = new Counter(factory, count, 5);
        counter.start();
        Processes.joined(counter);

        assertThat(counter.exitCode()).hasValue(0);
        assertThat(count.get()).isEqualTo(5);
        assertThat(counter.done).isZero();
        assertThat(counter.name()).startsWith("Counter-");
    }

    private static void requireContext(String directory, String name, long parentPid, SharedLatch seen)
            throws InterruptedException {
        ParleyProcess self = ParleyProcess.current();
        ParleyConfig config = self.parley().config();
        assertThat(self.name()).isEqualTo(name);
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.isAlive()).isTrue();
        assertThat(self.isDaemon()).isTrue();
        assertThat(self.exitStatus()).isEmpty();
        assertThatThrownBy(self::join).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(self::start).isInstanceOf(IllegalStateException.class);
        assertThat(config).isEqualTo(new ParleyConfig(Path.of(directory), name, true, false, config.waitStrategy()));
        assertThat(config.waitStrategy()).hasToString("park(PT0.001S)");
        assertThat(System.getProperty("parley.test.property")).isEqualTo("ü=1");
        assertThat(System.getenv("PARLEY_TEST")).isEqualTo("yes");
        ParentProcess parent = ParleyProcess.parent().orElseThrow();
        assertThat(parent.pid()).isEqualTo(parentPid);
        assertThat(parent.name()).isEqualTo("main");
        assertThat(parent.isAlive()).isTrue();
        assertThat(parent.join(Duration.ZERO)).isFalse();
        assertThat(self.parley().process(() -> {}).name()).isEqualTo("ParleyProcess-" + ordinals(self) + ":1");
        assertThat(self.parley().process(() -> {}).isDaemon()).isTrue();
        seen.countDown();
    }

    private static String ordinals(ParleyProcess process) {
        return process.name().substring(process.name().indexOf('-') + 1);
    }

    @Test
    void shouldTellTheChildWhoItIs() throws InterruptedException {
        ParleyConfig config = ParleyConfig.at(directory)
                .withProcessName("parent")
                .withGroupAccess(true)
                .withDurable(false)
                .withWaitStrategy(WaitStrategy.park(Duration.ofMillis(1)));
        try (Parley grouped = Parley.open(config)) {
            SharedLatch seen = grouped.latch("seen", 1);
            ProcessFactory special = Processes.of(
                    grouped,
                    options -> options.withSystemProperty("parley.test.property", "ü=1")
                            .withEnvironment("PARLEY_TEST", "yes"));
            String where = grouped.directory().toString();
            long pid = ProcessHandle.current().pid();
            String name = special.process(() -> {}).name();
            String next = "ParleyProcess-" + (Integer.parseInt(name.substring(name.indexOf('-') + 1)) + 1);
            ParleyProcess child = special.process(() -> requireContext(where, next, pid, seen))
                    .daemon(true)
                    .start();
            Processes.joined(child);

            assertThat(child.exitStatus().orElseThrow().failure()).isEmpty();
            assertThat(seen.count()).isZero();
        }
        assertThat(ParleyProcess.parent()).isEmpty();
        assertThat(ParleyProcess.current().name()).isEqualTo("main");
        assertThat(ParleyProcess.current().isAlive()).isTrue();
        assertThatThrownBy(() -> ParleyProcess.current().join()).isInstanceOf(IllegalStateException.class);
    }

    private static void requireSum(byte[] bytes, long expected, SharedLong result) {
        long sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        assertThat(sum).isEqualTo(expected);
        result.set(bytes.length);
    }

    /** A pipe holds 64 KiB; a stopped child reads nothing. */
    @Test
    void shouldNotWaitForAChildThatDoesNotRead() throws InterruptedException {
        SharedLong result = parley.longValue("result");
        byte[] large = new byte[20 * MEGABYTE];
        Arrays.fill(large, (byte) 3);
        ParleyProcess stopped = factory.process(() -> requireSum(large, 3L * large.length, result))
                .start();
        Processes.signal("STOP", stopped.pid());
        ParleyProcess killed =
                factory.process(() -> requireSum(large, 0, result)).start();
        killed.kill();

        Processes.joined(killed);
        assertThat(killed.signal()).hasValue(9);
        assertThat(stopped.isAlive()).isTrue();
        stopped.interrupt(); // behind 20 MB, and nobody waits
        Processes.signal("CONT", stopped.pid());
        Processes.joined(stopped);
        assertThat(stopped.exitStatus().orElseThrow().failure()).isEmpty();
        assertThat(result.get()).isEqualTo(large.length);
    }

    @Test
    void shouldEndAWaitForSeveralThings() throws InterruptedException {
        SharedEvent first = parley.event("first");
        SharedEvent second = parley.event("second");
        ParleyProcess a = factory.process(first::await).start();
        ParleyProcess b = factory.process(second::await).start();
        List<Waitable> all = List.of(a, b, parley.event("never"));
        assertThat(WaitSet.await(all, Duration.ZERO)).isEmpty();

        second.set();
        assertThat(WaitSet.await(all, Domains.START)).containsExactly(b);
        first.set();
        assertThat(WaitSet.await(List.of(a), Domains.START)).containsExactly(a);
        assertThat(WaitSet.await(all, Duration.ZERO)).containsExactly(a, b);
        b.close();
        assertThat(WaitSet.await(all, Duration.ZERO)).containsExactly(a, b);
    }

    private static void awaitUnlessOrphaned(SharedEvent go, SharedLong result) throws InterruptedException {
        go.await();
        result.set(ParleyProcess.parent().orElseThrow().isAlive() ? 1 : 2);
    }

    /** The JDK closes the standard input of a child whose Process was collected. */
    @Test
    void shouldKeepAChildThatNobodyRefersTo() {
        SharedEvent go = parley.event("go");
        SharedLong result = parley.longValue("result");
        WeakReference<ParleyProcess> child =
                new WeakReference<>(factory.process("forgotten", () -> awaitUnlessOrphaned(go, result))
                        .start());
        WeakReference<Object> other = new WeakReference<>(new Object());
        while (other.get() != null) {
            System.gc();
        }
        assertThat(child.get()).isNotNull();

        go.set();
        await().atMost(Domains.START)
                .untilAsserted(() -> assertThat(result.get()).isNotZero());
        assertThat(result.get()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenTheParentClosesTheDomain() throws InterruptedException {
        ParleyProcess child;
        try (Parley own = Domains.open(directory.resolve("own"), "parent")) {
            SharedEvent up = own.event("up");
            child = Processes.of(own).process(() -> upAndWait(up)).start();
            assertThat(up.await(Domains.START)).isTrue();
        }
        assertThat(child.isAlive()).isTrue();
        child.terminate();
        Processes.joined(child);

        assertThat(child.exitStatus().orElseThrow()).hasToString("signal 15");
        ParleyProcess late = child;
        assertThatThrownBy(() -> Processes.of(late.parley()).process(() -> {}).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void upAndWait(SharedEvent up) throws InterruptedException {
        up.set();
        Processes.forEver();
    }

    @Test
    void shouldStartManyAtOnce() throws Exception {
        SharedLong count = parley.longValue("count");
        List<ParleyProcess> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(factory.process(count::incrementAndGet).start());
        }
        for (ParleyProcess each : all) {
            Processes.joined(each);
            assertThatCode(each::close).doesNotThrowAnyException();
        }
        assertThat(count.get()).isEqualTo(5);
        assertThat(Domains.leftovers(directory)).isEmpty();
        assertThat(Files.list(directory).map(Path::getFileName).map(Path::toString))
                .contains("domain.children");
    }
}
