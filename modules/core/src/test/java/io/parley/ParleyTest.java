package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.TestFiles;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ParleyTest {
    @TempDir
    Path parent;

    private Path directory;

    @BeforeEach
    void name() throws IOException {
        directory = parent.toRealPath().resolve("domain");
    }

    private ParleyConfig config() {
        return ParleyConfig.at(directory).withDurable(false).withProcessName("tests");
    }

    @Test
    void shouldFoundADomainWhereThereIsNone() throws IOException {
        try (Parley parley = Parley.open(directory)) {
            assertThat(parley.directory()).isEqualTo(directory).isDirectory();
            assertThat(TestFiles.names(directory)).containsExactly("domain.parley");
            assertThat(directory.resolve("domain.parley")).hasSize(ProcessTable.FILE_LENGTH);
            assertThat(parley).hasToString("Parley(" + directory + ")");
        }

        assertThat(TestFiles.names(directory)).containsExactly("domain.parley");
    }

    @Test
    void shouldGiveOutEveryKindOfObject() throws IOException {
        try (Parley parley = Parley.open(config());
                SharedLong longValue = parley.longValue("a");
                SharedLong initialLong = parley.longValue("b", 5);
                SharedInt intValue = parley.intValue("a");
                SharedInt initialInt = parley.intValue("b", 6);
                SharedLongArray longs = parley.longArray("a", 2);
                SharedIntArray ints = parley.intArray("a", 3);
                SharedLock lock = parley.lock("a")) {
            assertThat(longValue.get() + initialLong.get()).isEqualTo(5);
            assertThat(intValue.get() + initialInt.get()).isEqualTo(6);
            assertThat(longs.length() + ints.length()).isEqualTo(5);
            assertThat(lock.tryLock()).isTrue();
            assertThat(TestFiles.names(directory))
                    .containsExactly(
                            "a.int", "a.ints", "a.lock", "a.long", "a.longs", "b.int", "b.long", "domain.parley");
        }
    }

    @Test
    void shouldShowTheProcessesInTheDomain() throws IOException {
        Instant before = Instant.now().minusMillis(100);
        try (Parley parley = Parley.open(config());
                OtherProcess other = OtherProcess.join(directory, "other")) {
            assertThat(parley.processes()).hasSize(2);
            ProcessInfo self = parley.processes().stream()
                    .filter(ProcessInfo::self)
                    .findAny()
                    .orElseThrow();
            assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(self.name()).isEqualTo("tests");
            assertThat(self.slot()).isBetween(1, 1_023);
            assertThat(self.alive()).isTrue();
            assertThat(self.since()).isBetween(before, Instant.now().plusMillis(100));

            other.kill();

            ProcessInfo dead = parley.processes().stream()
                    .filter(process -> !process.self())
                    .findAny()
                    .orElseThrow();
            assertThat(dead.name()).isEqualTo("other");
            assertThat(dead.alive()).isFalse();
            assertThat(parley.reap()).isEqualTo(1);
            assertThat(parley.reap()).isZero();
            assertThat(parley.processes()).containsExactly(self);
        }
    }

    @Test
    void shouldReapTheDeadWhenItOpens() throws IOException {
        Parley.open(config()).close();
        OtherProcess.join(directory, "dead").kill();

        try (Parley parley = Parley.open(config())) {
            assertThat(parley.processes()).extracting(ProcessInfo::name).containsExactly("tests");
        }
    }

    @Test
    void shouldTakeOneSlotHoweverOftenItIsOpenedInAJvm() throws IOException {
        Parley first = Parley.open(config());
        Parley second = Parley.open(config().withProcessName("ignored"));
        try (OtherProcess observer = OtherProcess.join(directory, "observer")) {
            assertThat(first.processes()).isEqualTo(second.processes()).hasSize(2);
            assertThat(second.processes()).extracting(ProcessInfo::name).doesNotContain("ignored");

            first.close();
            first.close();
            assertThat(observer.table().live()).hasSize(2);
            assertThat(second.processes()).hasSize(2);

            second.close();
            assertThat(observer.table().live()).hasSize(1);
        }
    }

    @Test
    void shouldBeOneDomainByWhateverPath() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
        try (Parley direct = Parley.open(config());
                Parley roundabout = Parley.open(parent.resolve("x/../domain"));
                Parley linked = Parley.open(link)) {
            direct.longValue("n").set(7);

            assertThat(roundabout.longValue("n").get()).isEqualTo(7);
            assertThat(linked.longValue("n").get()).isEqualTo(7);
            assertThat(linked.processes()).hasSize(1);
        }
    }

    @Test
    void shouldKeepDomainsApart() {
        try (Parley one = Parley.open(config());
                Parley other = Parley.open(parent.resolve("other"))) {
            one.longValue("n").set(7);

            assertThat(other.longValue("n").get()).isZero();
            assertThat(other.processes()).hasSize(1);
        }
    }

    @Test
    void shouldTakeOneSlotWhenManyThreadsOpenAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            CyclicBarrier together = new CyclicBarrier(6);
            List<Background<Integer>> all = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                all.add(Background.call(() -> {
                    together.await();
                    try (Parley parley = Parley.open(config())) {
                        parley.longValue("n").incrementAndGet();
                        together.await();
                        return parley.processes().size();
                    }
                }));
            }
            for (Background<Integer> each : all) {
                assertThat(each.result()).isEqualTo(1);
            }
        }
        try (Parley parley = Parley.open(config())) {
            assertThat(parley.longValue("n").get()).isEqualTo(60);
        }
    }

    @Test
    void shouldCloseEverythingThatWasOpenedThroughIt() {
        Parley parley = Parley.open(config());
        Parley stays = Parley.open(config());
        SharedLong value = parley.longValue("n");
        SharedLock lock = parley.lock("l");
        SharedLong other = stays.longValue("n");

        parley.close();
        parley.close();

        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("n.long");
        assertThatThrownBy(lock::lock).isInstanceOf(IllegalStateException.class).hasMessageContaining("l.lock");
        assertThat(other.incrementAndGet()).isEqualTo(1);
        stays.close();
    }

    @Test
    void shouldRefuseEveryUseOfAClosedDomain() {
        Parley parley = Parley.open(config());
        parley.close();

        List<Runnable> uses = List.of(
                () -> parley.longValue("n"),
                () -> parley.longValue("n", 1),
                () -> parley.intValue("n"),
                () -> parley.intValue("n", 1),
                () -> parley.longArray("n", 1),
                () -> parley.intArray("n", 1),
                () -> parley.lock("n"),
                parley::processes,
                parley::reap,
                parley::delete);
        for (Runnable use : uses) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("domain is closed: Parley(" + directory + "). Open it again");
        }
        assertThat(parley.directory()).isEqualTo(directory);
    }

    @Test
    void shouldSayThatTheProcessTableIsFull() throws IOException {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                .as("descriptors for 1,023 processes")
                .isGreaterThan(2_100L);
        Parley.open(config()).close();
        List<OtherProcess> all = new ArrayList<>();
        for (int i = 0; i < ProcessTable.CAPACITY; i++) {
            all.add(OtherProcess.join(directory, "p" + i));
        }
        long open = system.getOpenFileDescriptorCount();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Parley.open(config()))
                    .isInstanceOf(ProcessTableFullException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("slots=1023 live=1023");
        }

        assertThat(system.getOpenFileDescriptorCount()).as("descriptors").isLessThanOrEqualTo(open);
        all.get(500).kill();
        try (Parley parley = Parley.open(config())) {
            assertThat(parley.processes()).hasSize(ProcessTable.CAPACITY);
        }
        all.forEach(OtherProcess::close);
    }

    @Test
    void shouldFoundANewDomainWhenSomebodyRemovedTheDirectory() throws IOException {
        try (Parley stale = Parley.open(config())) {
            SharedLong old = stale.longValue("n");
            old.set(7);
            FileTrees.delete(directory);

            try (Parley renewed = Parley.open(config());
                    OtherProcess other = OtherProcess.join(directory, "other")) {
                assertThat(renewed.longValue("n").get()).isZero();
                assertThat(renewed.processes())
                        .extracting(ProcessInfo::name)
                        .containsExactlyInAnyOrder("tests", "other");
                assertThat(other.table().live()).hasSize(2);
            }
            assertThat(old.get()).isEqualTo(7);
        }
    }
}
