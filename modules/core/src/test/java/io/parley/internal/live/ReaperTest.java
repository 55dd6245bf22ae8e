package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.Background;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaperTest {
    @TempDir
    Path directory;

    private TableFixture domain;
    private OtherProcess survivor;
    private Reaper reaper;

    @BeforeEach
    void found() {
        domain = new TableFixture(directory);
        survivor = domain.join("survivor");
        reaper = new Reaper(directory, survivor.table(), owner -> 0);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private Path temporary(OtherProcess creator, String name) {
        return directory.resolve(".tmp-" + Integer.toHexString(creator.owner()) + "-77-1-" + name);
    }

    @Test
    void shouldHaveNothingToDoAmongTheLiving() {
        domain.join("other");

        assertThat(reaper.reap()).isZero();

        assertThat(survivor.table().live()).hasSize(2);
        assertThat(survivor.table().deaths()).isZero();
    }

    @Test
    void shouldFreeTheSlotsOfTheDead() {
        OtherProcess alive = domain.join("alive");
        OtherProcess first = domain.join("first");
        OtherProcess second = domain.join("second");
        first.kill();
        second.table().exiting();
        second.kill();

        assertThat(reaper.reap()).isEqualTo(2);

        assertThat(survivor.table().live())
                .extracting(ProcessSlot::owner)
                .containsExactlyInAnyOrder(survivor.owner(), alive.owner());
        assertThat(domain.state(Owner.slot(first.owner()))).isEqualTo(SlotLayout.FREE);
        assertThat(domain.state(Owner.slot(second.owner()))).isEqualTo(SlotLayout.FREE);
        assertThat(survivor.table().deaths()).isEqualTo(2);
        assertThat(reaper.reap()).isZero();
        assertThat(alive.table().deaths()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheNextIncarnationAnotherWord() {
        domain.leaveOneSlot(5);
        OtherProcess dead = domain.join("dead");
        dead.kill();
        domain.forgetTheOthers(5);
        reaper.reap();
        domain.leaveOneSlot(5);

        OtherProcess next = domain.join("next");

        assertThat(Owner.slot(next.owner())).isEqualTo(5);
        assertThat(next.owner()).isNotEqualTo(dead.owner());
        assertThat(next.table().isAlive(dead.owner())).isFalse();
    }

    @Test
    void shouldRemoveTheTemporariesOfTheDeadOnly() throws IOException {
        OtherProcess dead = domain.join("dead");
        OtherProcess alive = domain.join("alive");
        Files.writeString(temporary(dead, "a.long"), "half");
        Path tree = Files.createDirectories(temporary(dead, "q.queue"));
        Files.writeString(tree.resolve("state.parley"), "half");
        Path kept = Files.writeString(temporary(alive, "b.long"), "half");
        Path object = Files.writeString(directory.resolve("x.long"), "whole");
        Path lookalike =
                Files.writeString(directory.resolve("tmp-" + Integer.toHexString(dead.owner()) + "-1"), "whole");
        dead.kill();

        assertThat(reaper.reap()).isEqualTo(1);

        assertThat(TestFiles.names(directory))
                .containsExactlyInAnyOrder(
                        "domain.parley",
                        kept.getFileName().toString(),
                        object.getFileName().toString(),
                        lookalike.getFileName().toString());
    }

    @Test
    void shouldRemoveTheTemporariesOfTheDeadInsideOfObjects() throws IOException {
        OtherProcess dead = domain.join("dead");
        Path queue = Files.createDirectory(directory.resolve("orders.queue"));
        Files.writeString(queue.resolve(temporary(dead, "latency.hist").getFileName()), "half");
        Files.writeString(queue.resolve(temporary(survivor, "latency.hist").getFileName()), "half");
        dead.kill();

        reaper.reap();

        assertThat(TestFiles.names(queue))
                .containsExactly(
                        temporary(survivor, "latency.hist").getFileName().toString());
    }

    @Test
    void shouldNotLookForTemporariesBehindLinks(@TempDir Path outside) throws IOException {
        OtherProcess dead = domain.join("dead");
        Path precious =
                Files.writeString(outside.resolve(temporary(dead, "x.long").getFileName()), "keep");
        Files.createSymbolicLink(directory.resolve("orders.queue"), outside);
        dead.kill();

        assertThat(reaper.reap()).isEqualTo(1);

        assertThat(precious).hasContent("keep");
    }

    @Test
    void shouldRemoveWhatFoundersLeftLongAgo() throws IOException {
        Path old = Files.writeString(directory.resolve(".tmp-0-77-1-domain.parley"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

        assertThat(reaper.reap()).isZero();

        assertThat(old).doesNotExist();
    }

    @Test
    void shouldTellOwnersApartWhoseWordsBeginAlike() throws IOException {
        OtherProcess dead = domain.join("dead");
        String word = Integer.toHexString(dead.owner());
        Path longer = Files.writeString(directory.resolve(".tmp-" + word + "0-77-1-x.long"), "half");
        dead.kill();

        reaper.reap();

        assertThat(longer).exists();
    }

    @Test
    void shouldNotReapAnIncarnationThatAnotherReapedAlready() {
        domain.leaveOneSlot(5);
        OtherProcess dead = domain.join("dead");
        ProcessSlot seen = survivor.table().find(dead.owner());
        dead.kill();
        assertThat(survivor.table().reap(seen, () -> {})).isTrue();
        OtherProcess next = domain.join("next");
        AtomicInteger cleanUps = new AtomicInteger();

        boolean reaped = survivor.table().reap(seen, cleanUps::incrementAndGet);

        assertThat(Owner.slot(next.owner())).isEqualTo(5);
        assertThat(reaped).isFalse();
        assertThat(cleanUps).hasValue(0);
        assertThat(domain.state(5)).isEqualTo(SlotLayout.LIVE);
    }

    @Test
    void shouldNotReapTheLiving() {
        OtherProcess alive = domain.join("alive");
        AtomicInteger cleanUps = new AtomicInteger();

        boolean reaped = survivor.table().reap(survivor.table().find(alive.owner()), cleanUps::incrementAndGet);

        assertThat(reaped).isFalse();
        assertThat(cleanUps).hasValue(0);
        assertThat(survivor.table().isAlive(alive.owner())).isTrue();
    }

    @Test
    void shouldLeaveTheSlotForTheNextReaperWhenCleaningUpFails() {
        OtherProcess dead = domain.join("dead");
        ProcessSlot seen = survivor.table().find(dead.owner());
        dead.kill();
        Throwable failure = catchThrowable(() -> survivor.table().reap(seen, () -> {
            throw new IllegalStateException("disk trouble");
        }));
        assertThat(failure).hasMessage("disk trouble");

        assertThat(domain.state(Owner.slot(dead.owner()))).isEqualTo(SlotLayout.LIVE);
        assertThat(survivor.table().deaths()).isZero();
        assertThat(reaper.reap()).isEqualTo(1);
    }

    @Test
    void shouldLeaveADeadProcessToTheReaperThatIsAtIt() throws Exception {
        OtherProcess dead = domain.join("dead");
        OtherProcess busy = domain.join("busy");
        ProcessSlot seen = survivor.table().find(dead.owner());
        dead.kill();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Background<Boolean> first = Background.call(() -> busy.table().reap(seen, () -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        inside.await();

        assertThat(reaper.reap()).isZero();

        goOn.countDown();
        assertThat(first.result()).isTrue();
        assertThat(survivor.table().deaths()).isEqualTo(1);
    }

    @Test
    void shouldReapEveryDeadProcessOnceWhenManyReapAtOnce() throws Exception {
        int reapers = 4;
        int dead = 12;
        for (int i = 0; i < dead; i++) {
            domain.join("dead " + i).kill();
        }
        CyclicBarrier start = new CyclicBarrier(reapers);
        List<Background<Integer>> all = new ArrayList<>();
        for (int i = 0; i < reapers; i++) {
            OtherProcess process = domain.join("reaper " + i);
            all.add(Background.call(() -> {
                start.await();
                return new Reaper(directory, process.table(), owner -> 0).reap();
            }));
        }

        int reaped = 0;
        for (Background<Integer> each : all) {
            reaped += each.result();
        }

        assertThat(reaped).isEqualTo(dead);
        assertThat(survivor.table().deaths()).isEqualTo(dead);
        assertThat(survivor.table().live()).hasSize(1 + reapers);
    }
}
