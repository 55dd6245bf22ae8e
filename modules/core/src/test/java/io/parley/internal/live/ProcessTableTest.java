package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.DomainAccessException;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessTableTest {
    @TempDir
    Path directory;

    private TableFixture domain;

    @BeforeEach
    void found() {
        domain = new TableFixture(directory);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldShowEveryProcessThatJoined() {
        long beforeNs = SystemClock.LOCAL.epochNs();

        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        assertThat(alice.owner()).isNotEqualTo(bob.owner());
        assertThat(alice.table().live()).isEqualTo(bob.table().live()).hasSize(2);
        ProcessSlot found = bob.table().find(alice.owner());
        assertThat(found.name()).isEqualTo("alice");
        assertThat(found.owner()).isEqualTo(alice.owner());
        assertThat(found.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(found.startTime()).isPositive();
        assertThat(found.pidNamespace()).isPositive();
        assertThat(found.openedAtNs()).isBetween(beforeNs, SystemClock.LOCAL.epochNs());
        assertThat(found.alive()).isTrue();
        assertThat(found.exiting()).isFalse();
        assertThat(found).hasToString("pid " + found.pid() + " (alice, slot " + found.slot() + ", alive)");
    }

    @Test
    void shouldCallTheLivingAlive() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        assertThat(alice.table().isAlive(alice.owner())).isTrue();
        assertThat(alice.table().isAlive(bob.owner())).isTrue();
        assertThat(bob.table().isAlive(alice.owner())).isTrue();
        assertThat(bob.table().isAlive(alice.owner() | 3 << 30))
                .as("with flags")
                .isTrue();
        assertThat(alice.table().isAlive(Owner.NONE)).isFalse();
    }

    @Test
    void shouldCallThoseDeadWhoLeftInGoodOrder() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        bob.close();

        assertThat(alice.table().isAlive(bob.owner())).isFalse();
        assertThat(alice.table().find(bob.owner())).isNull();
        assertThat(alice.table().live()).extracting(ProcessSlot::name).containsExactly("alice");
        assertThat(alice.table().describe(bob.owner())).startsWith("a process that is gone (slot ");
    }

    @Test
    void shouldCallThoseDeadWhoseByteTheKernelDropped() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        bob.kill();

        assertThat(alice.table().isAlive(bob.owner())).isFalse();
        assertThat(alice.table().find(bob.owner()).alive()).isFalse();
        assertThat(alice.table().live()).hasSize(2);
        assertThat(alice.table().describe(bob.owner())).contains("(bob, slot ").endsWith(", dead)");
    }

    @Test
    void shouldKeepThoseAliveWhoAreOnTheirWayOut() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        bob.table().exiting();

        assertThat(alice.table().isAlive(bob.owner())).isTrue();
        assertThat(alice.table().find(bob.owner()).exiting()).isTrue();
        bob.kill();
        assertThat(alice.table().isAlive(bob.owner())).isFalse();
        assertThat(alice.table().find(bob.owner()).exiting()).isTrue();
    }

    @Test
    void shouldDescribeWhoIsKnown() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        assertThat(alice.table().describe(bob.owner())).contains("pid ", "(bob, slot ", "alive");
        assertThat(alice.table().describe(Owner.NONE)).isEqualTo("nobody");
        assertThat(alice.table().describe(Owner.of(1_000, 77))).isEqualTo("a process that is gone (slot 1000)");
        assertThat(alice.table().find(Owner.NONE)).isNull();
    }

    @Test
    void shouldLookFromOutsideWithoutJoining() {
        OtherProcess alice = domain.join("alice");

        try (ProcessTable observer = new ProcessTable(domain.file, domain.memory)) {
            assertThat(observer.isAlive(alice.owner())).isTrue();
            assertThat(observer.isAlive(Owner.NONE)).isFalse();
            assertThat(observer.live()).hasSize(1);
            observer.exiting();
        }

        assertThat(alice.table().live()).extracting(ProcessSlot::exiting).containsExactly(false);
    }

    /** Classic locks belong to the process: closing any channel drops them all. Ours must not. */
    @Test
    void shouldStayAliveWhenTheJdkLocksAndClosesTheSameFile() throws IOException {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");
        long aliceByte = SlotLayout.offset(Owner.slot(alice.owner()));

        try (FileChannel classic = FileChannel.open(domain.file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertThat(classic.tryLock(aliceByte, 1, false))
                    .as("the byte that alice keeps")
                    .isNull();
            try (FileLock elsewhere = classic.tryLock(1 << 30, 1, false)) {
                assertThat(elsewhere.isValid()).isTrue();
            }
        }

        assertThat(bob.table().isAlive(alice.owner())).isTrue();
        assertThat(alice.table().isAlive(bob.owner())).isTrue();
    }

    @Test
    void shouldStayAliveWhenAnotherTableOnTheFileIsClosed() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");
        domain.join("carol").close();

        assertThat(bob.table().isAlive(alice.owner())).isTrue();
    }

    @Test
    void shouldAgreeOnOneClockOffset() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");

        assertThat(alice.table().clockOffset(111)).isEqualTo(111);
        assertThat(bob.table().clockOffset(222)).isEqualTo(111);
    }

    @Test
    void shouldAgreeAnewOnTheClockAfterABoot() {
        OtherProcess alice = domain.join("alice");
        alice.table().clockOffset(111);

        domain.memory.putLong(SlotLayout.BOOT_ID, ProcessIdentity.bootIdHash() + 1);

        assertThat(alice.table().clockOffset(333)).isEqualTo(333);
        assertThat(alice.table().clockOffset(444)).isEqualTo(333);
    }

    @Test
    void shouldLetOneProcessAtATimeRemoveNames() throws Exception {
        int rounds = 100;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        Background.Work work = () -> {
            OtherProcess process = domain.join("remover");
            for (int i = 0; i < rounds; i++) {
                process.table().whileHeld(() -> {
                    if (inside.incrementAndGet() != 1) {
                        together.incrementAndGet();
                    }
                    Thread.yield();
                    inside.decrementAndGet();
                });
            }
        };

        Background<Void> first = Background.run(work);
        Background<Void> second = Background.run(work);
        first.result();
        second.result();

        assertThat(together).hasValue(0);
    }

    @Test
    void shouldLetTheSameThreadEnterTheNameLockAgain() {
        OtherProcess alice = domain.join("alice");
        AtomicInteger ran = new AtomicInteger();

        alice.table().whileHeld(() -> alice.table().whileHeld(ran::incrementAndGet));

        assertThat(ran).hasValue(1);
        domain.join("bob").table().whileHeld(ran::incrementAndGet);
        assertThat(ran).hasValue(2);
    }

    @Test
    void shouldGiveTheNameLockBackAfterAFailure() {
        OtherProcess alice = domain.join("alice");
        AtomicInteger ran = new AtomicInteger();

        assertThatIllegalStateException()
                .isThrownBy(() -> alice.table().whileHeld(() -> {
                    throw new IllegalStateException("inside");
                }))
                .withMessage("inside");

        domain.join("bob").table().whileHeld(ran::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    @Test
    void shouldGiveUpTheNameLockWhenTheDomainIsClosedMeanwhile() throws Exception {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Background<Void> holder = Background.run(() -> alice.table().whileHeld(() -> {
            held.countDown();
            awaitQuietly(done);
        }));
        held.await();
        Background<Void> waiter = Background.run(() -> bob.table().whileHeld(() -> {}));
        waiter.awaitAsleep();

        bob.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("domain is closed");
        done.countDown();
        holder.result();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayThatTheDomainIsClosed() {
        OtherProcess alice = domain.join("alice");
        OtherProcess bob = domain.join("bob");
        bob.close();
        bob.close();

        assertThat(bob.table().describe(alice.owner())).startsWith("unknown, the domain is closed here (slot ");
        assertThatThrownBy(() -> bob.table().isAlive(alice.owner()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("domain is closed");
        assertThatThrownBy(() -> bob.table().whileHeld(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("domain is closed");
    }

    @Test
    void shouldSayWhichFileCannotBeOpened() {
        Path missing = directory.resolve("missing.parley");

        assertThatThrownBy(() -> new ProcessTable(missing, domain.memory))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("error=2");
    }
}
