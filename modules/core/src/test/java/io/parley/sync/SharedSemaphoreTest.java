package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What all semaphores do when nobody has to wait, and what distinguishes a bounded one. */
@Timeout(60)
class SharedSemaphoreTest {
    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedSemaphore semaphore;

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory);
        semaphore = domain.parley.semaphore("slots", 3);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldGiveOutAsManyPermitsAsThereAre() throws Exception {
        semaphore.acquire();
        semaphore.acquireUninterruptibly();
        assertThat(semaphore.tryAcquire()).isTrue();

        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.availablePermits()).isZero();

        semaphore.release();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.tryAcquire(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldTakeSeveralPermitsOrNone() throws Exception {
        assertThat(semaphore.tryAcquire(4)).isFalse();
        assertThat(semaphore.tryAcquire(4, Duration.ofMillis(1))).isFalse();
        assertThat(semaphore.availablePermits()).isEqualTo(3);

        semaphore.acquire(2);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release(3);
        semaphore.acquireUninterruptibly(4);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void shouldTakeAndGiveNothing() throws Exception {
        semaphore.acquire(3);

        semaphore.acquire(0);
        semaphore.release(0);

        assertThat(semaphore.tryAcquire(0)).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.drainPermits()).isZero();
    }

    @Test
    void shouldTakeNegativeTimesAsOneLook() throws Exception {
        assertThat(semaphore.tryAcquire(3, Duration.ofSeconds(-1))).isTrue();
        assertThat(semaphore.tryAcquire(Duration.ofSeconds(-1))).isFalse();
        assertThat(semaphore.tryAcquire(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(semaphore.hasWaiters()).isFalse();
    }

    @Test
    void shouldBeReleasedByWhoeverComes() throws Exception {
        semaphore.acquire(3);

        Background.run(semaphore::release).result();
        domain.parley.semaphore("slots").release();

        assertThat(semaphore.drainPermits()).isEqualTo(2);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void shouldCreateWithOnePermitUnlessToldOtherwise() {
        assertThat(domain.parley.semaphore("one").availablePermits()).isEqualTo(1);
        assertThat(domain.parley.semaphore("slots").initialPermits()).isEqualTo(3);
        assertThat(domain.parley.semaphore("none", 0).tryAcquire()).isFalse();
    }

    @Test
    void shouldRefuseAnotherInitialNumberOrSort() {
        assertThatThrownBy(() -> domain.parley.semaphore("slots", 4))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("semaphore began with another number of permits: " + semaphore.path())
                .hasMessageContaining("found=3, expected=4");
        assertThatThrownBy(() -> domain.parley.boundedSemaphore("slots", 3))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=plain, expected=bounded");
        assertThatThrownBy(() -> domain.parley.leasedSemaphore("slots", 3))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=plain, expected=leased");
        assertThatThrownBy(() -> domain.parley.semaphore("other", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'other'")
                .hasMessageContaining("permits=-1");
        assertThatThrownBy(() -> domain.parley.boundedSemaphore("other", -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> domain.parley.leasedSemaphore("other", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseNegativeNumbers() {
        for (Background.Work use : List.<Background.Work>of(
                () -> semaphore.acquire(-1),
                () -> semaphore.acquireUninterruptibly(-1),
                () -> semaphore.tryAcquire(-1),
                () -> semaphore.tryAcquire(-1, Duration.ofDays(1)),
                () -> semaphore.release(-1))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(semaphore.path().toString());
        }
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void shouldRefuseMorePermitsThanCanBeCounted() {
        SharedSemaphore full = domain.parley.semaphore("full", Integer.MAX_VALUE);

        assertThatThrownBy(full::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too many permits: " + full.path())
                .hasMessageContaining("released=1, available=2147483647, most=2147483647");

        assertThat(full.availablePermits()).isEqualTo(Integer.MAX_VALUE);
        assertThat(full.drainPermits()).isEqualTo(Integer.MAX_VALUE);
        full.release(Integer.MAX_VALUE);
        assertThat(full.tryAcquire(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void shouldKeepItsBound() throws Exception {
        BoundedSemaphore bounded = domain.parley.boundedSemaphore("bounded", 2);

        assertThatThrownBy(bounded::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released=1, available=2, most=2");
        bounded.acquire();
        assertThatThrownBy(() -> bounded.release(2)).isInstanceOf(IllegalStateException.class);

        assertThat(bounded.availablePermits()).isEqualTo(1);
        bounded.release();
        assertThat(bounded.availablePermits()).isEqualTo(2);
        assertThatThrownBy(() -> bounded.acquire(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted=3, most=2");
    }

    @Test
    void shouldAllowABoundOfZero() throws Exception {
        BoundedSemaphore none = domain.parley.boundedSemaphore("none", 0);

        assertThat(none.tryAcquire()).isFalse();
        assertThat(none.tryAcquire(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(none::release).isInstanceOf(IllegalStateException.class);
        assertThat(none.availablePermits()).isZero();
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() throws Exception {
        semaphore.close();
        semaphore.close();

        for (Background.Work use : List.<Background.Work>of(
                semaphore::acquire,
                semaphore::acquireUninterruptibly,
                semaphore::tryAcquire,
                () -> semaphore.tryAcquire(Duration.ofDays(1)),
                semaphore::release,
                semaphore::availablePermits,
                semaphore::drainPermits,
                semaphore::hasWaiters,
                semaphore::delete)) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed: " + semaphore.path());
        }
        assertThat(semaphore.toString()).contains("closed");
    }

    @Test
    void shouldBeANewOneAfterItWasDeleted() throws Exception {
        semaphore.acquire(3);

        semaphore.delete();

        assertThatThrownBy(semaphore::acquire).isInstanceOf(ObjectDeletedException.class);
        assertThat(domain.parley.semaphore("slots", 5).availablePermits()).isEqualTo(5);
    }

    @Test
    void shouldShowItsState() throws Exception {
        semaphore.acquire();

        assertThat(semaphore.toString())
                .isEqualTo("SharedSemaphore(slots, available=2, initial=3, waiters=false, " + semaphore.path() + ")");
        assertThat(domain.parley.boundedSemaphore("b", 1).toString()).startsWith("BoundedSemaphore(b, ");
    }
}
