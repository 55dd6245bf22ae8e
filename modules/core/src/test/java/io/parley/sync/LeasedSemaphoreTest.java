package io.parley.sync;

import static io.parley.sync.SyncFixture.asleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leases of living and dead processes. What another process does is a few stores. */
@Timeout(60)
class LeasedSemaphoreTest {
    private static final int WORD = 256;
    private static final int GUARD = 384;
    private static final int LEASES = 512;

    @TempDir
    Path directory;

    private SyncFixture domain;
    private LeasedSemaphore semaphore;
    private Memory words;

    @BeforeEach
    void open() throws IOException {
        domain = new SyncFixture(directory);
        semaphore = domain.parley.leasedSemaphore("slots", 5);
        words = SyncFixture.words(semaphore);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    /** Another process that took permits. */
    private OtherProcess leasedByAnother(int permits) throws IOException {
        OtherProcess other = domain.join("other");
        lease(other, permits);
        words.getAndAddInt(WORD, -permits);
        return other;
    }

    private void lease(OtherProcess other, int permits) {
        words.putLongVolatile(LEASES + 8 * Owner.slot(other.owner()), (long) other.owner() << 32 | permits);
    }

    @Test
    void shouldKnowWhoHasWhat() throws Exception {
        semaphore.acquire(2);
        leasedByAnother(3);

        assertThat(semaphore.heldPermits()).isEqualTo(2);
        assertThat(semaphore.holders())
                .extracting(ProcessHold::processName, ProcessHold::alive, ProcessHold::count)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("tests", true, 2),
                        org.assertj.core.groups.Tuple.tuple("other", true, 3));
        assertThat(semaphore.toString()).startsWith("LeasedSemaphore(slots, available=0, initial=5, holders=[");
    }

    @Test
    void shouldRefuseToReleaseWhatThisProcessDoesNotHave() throws Exception {
        leasedByAnother(3);
        semaphore.acquire();

        assertThatThrownBy(() -> semaphore.release(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not this process's to release: " + semaphore.path())
                .hasMessageContaining("released=2, held=1");

        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release();
        assertThat(semaphore.heldPermits()).isZero();
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldShareOneLeaseBetweenTheHandlesAndThreadsOfAProcess() throws Exception {
        semaphore.acquire(3);
        LeasedSemaphore second = domain.parley.leasedSemaphore("slots", 5);

        Background.run(() -> second.release(2)).result();

        assertThat(semaphore.heldPermits()).isEqualTo(1);
        second.close();
        assertThat(semaphore.heldPermits()).isEqualTo(1);
    }

    @Test
    void shouldTakeBackWhatADeadProcessHad() throws Exception {
        OtherProcess other = leasedByAnother(4);
        assertThat(semaphore.tryAcquire(2)).isFalse();

        other.kill();

        assertThat(semaphore.holders()).extracting(ProcessHold::alive).containsExactly(false);
        assertThat(semaphore.tryAcquire(5)).isTrue();
        assertThat(semaphore.holders()).extracting(ProcessHold::count).containsExactly(5);
    }

    @Test
    void shouldCountThePermitsOfTheDeadAsAvailable() throws Exception {
        leasedByAnother(4).kill();

        assertThat(semaphore.availablePermits()).isEqualTo(5);
        assertThat(semaphore.holders()).isEmpty();
    }

    @Test
    void shouldTakeBackWhatAProcessThatLeftHad() throws Exception {
        leasedByAnother(5).close();
        domain.join("next");

        assertThat(semaphore.drainPermits()).isEqualTo(5);
    }

    @Test
    void shouldNeverTakeFromTheLiving() throws Exception {
        OtherProcess other = leasedByAnother(5);
        other.table().exiting();

        assertThat(semaphore.tryAcquire(java.time.Duration.ofMillis(50))).isFalse();

        assertThat(semaphore.holders()).extracting(ProcessHold::count).containsExactly(5);
    }

    @Test
    void shouldGoToAWaiterWhenTheLesseeDies() throws Exception {
        OtherProcess other = leasedByAnother(5);
        Background<Void> waiter = asleep(semaphore::hasWaiters, () -> semaphore.acquire(4));

        other.kill();

        waiter.result();
        assertThat(semaphore.heldPermits()).isEqualTo(4);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void shouldBePutRightWhenALesseeDiesBetweenLeaseAndWord() throws Exception {
        for (int word : new int[] {5, 3, 0}) {
            // given one that died under the guard, having written its lease or taken it back, but not the word
            OtherProcess other = domain.join("other");
            lease(other, 2);
            words.putIntVolatile(WORD, word);
            words.putIntVolatile(GUARD, other.owner());

            other.kill();

            assertThat(semaphore.tryAcquire(5)).as("word %d", word).isTrue();
            assertThat(semaphore.tryAcquire()).isFalse();
            semaphore.release(5);
            assertThat(semaphore.availablePermits()).isEqualTo(5);
        }
    }

    @Test
    void shouldNotMistakeALeaseOfItsPredecessorInTheSlotForItsOwn() throws Exception {
        int self = io.parley.internal.domain.Domain.of(domain.parley).liveness().self();
        int predecessor = self - 1 & Owner.MASK;
        words.putLongVolatile(LEASES + 8 * Owner.slot(self), (long) predecessor << 32 | 3);
        words.getAndAddInt(WORD, -3);
        assertThat(semaphore.heldPermits()).isZero();

        semaphore.acquire(2);

        assertThat(semaphore.heldPermits()).isEqualTo(2);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }
}
