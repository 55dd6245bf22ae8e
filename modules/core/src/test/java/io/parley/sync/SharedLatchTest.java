package io.parley.sync;

import static io.parley.sync.SyncFixture.asleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedLatchTest {
    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedLatch latch;

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory);
        latch = domain.parley.latch("ready", 3);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private static List<Background.Work> waits(SharedLatch latch) {
        return List.of(
                latch::await,
                latch::awaitUninterruptibly,
                () -> assertThat(latch.await(Duration.ofDays(1))).isTrue());
    }

    @Test
    void shouldCountDownToZeroAndNotBelow() throws Exception {
        assertThat(latch.count()).isEqualTo(3);
        latch.countDown();
        latch.countDown(0);
        assertThat(latch.count()).isEqualTo(2);
        assertThat(latch.await(Duration.ZERO)).isFalse();

        latch.countDown(Integer.MAX_VALUE);

        assertThat(latch.count()).isZero();
        latch.countDown();
        assertThat(latch.count()).isZero();
        latch.await();
        latch.awaitUninterruptibly();
        assertThat(latch.await(Duration.ofSeconds(-1))).isTrue();
    }

    @Test
    void shouldBeOpenFromTheBeginningWithNothingToCount() throws Exception {
        domain.parley.latch("open", 0).await();
    }

    @Test
    void shouldReleaseEverybodyAtZero() throws Exception {
        List<Background<Void>> waiters = new ArrayList<>();
        for (Background.Work wait : waits(latch)) {
            waiters.add(asleep(latch::hasWaiters, wait));
        }

        latch.countDown(2);
        assertThat(waiters).noneMatch(Background::isDone);
        Background.run(domain.parley.latch("ready", 3)::countDown).result();

        for (Background<Void> each : waiters) {
            each.result();
        }
    }

    @Test
    void shouldNeverTimeOutEarly() throws Exception {
        for (long timeoutNs : new long[] {1, 500_000, 60_000_000}) {
            long startNs = System.nanoTime();
            assertThat(latch.await(Duration.ofNanos(timeoutNs))).isFalse();
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
        }
    }

    @Test
    void shouldEndTheWaitOfTheInterruptedOnly() throws Exception {
        Background<Void> interruptible = asleep(latch::hasWaiters, latch::await);
        Background<Boolean> patient = Background.call(() -> {
                    latch.awaitUninterruptibly();
                    return Thread.currentThread().isInterrupted();
                })
                .awaitAsleep();

        interruptible.thread().interrupt();
        patient.thread().interrupt();

        assertThat(interruptible.failure()).isInstanceOf(InterruptedException.class);
        await().until(() -> !patient.thread().isInterrupted());
        latch.countDown(3);
        assertThat(patient.result()).isTrue();
    }

    @Test
    void shouldEndEveryWaitWhenItIsDeletedOrItsHandleClosed() throws Exception {
        for (int i = 0; i < waits(latch).size(); i++) {
            SharedLatch deleted = latch;
            Background<Void> first = asleep(deleted::hasWaiters, waits(deleted).get(i));
            deleted.delete();
            assertThat(first.failure()).isInstanceOf(ObjectDeletedException.class);

            SharedLatch closed = domain.parley.latch("ready", 3);
            Background<Void> second = asleep(closed::hasWaiters, waits(closed).get(i));
            closed.close();
            assertThat(second.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed: " + closed.path());
            latch = domain.parley.latch("ready", 3);
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> domain.parley.latch("ready", 4))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("latch began with another count: " + latch.path())
                .hasMessageContaining("found=3, expected=4");
        assertThatThrownBy(() -> domain.parley.latch("other", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count=-1");
        assertThatThrownBy(() -> latch.countDown(-1)).isInstanceOf(IllegalArgumentException.class);
        latch.close();
        assertThatThrownBy(latch::countDown).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(latch::count).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(latch::await).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldShowItsState() {
        latch.countDown();

        assertThat(latch.toString()).isEqualTo("SharedLatch(ready, count=2 of 3, waiters=false, " + latch.path() + ")");
    }
}
