package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Parley;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait on a handle ends when the handle is closed, also if the holder is a thread of this process. */
@Timeout(60)
class ClosingWhileWaitingTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndEveryKindOfWait(boolean domain) throws Exception {
        LockOptions[] options = {LockOptions.defaults(), LockOptions.fair()};
        for (int i = 0; i < options.length; i++) {
            Parley parley = Parley.open(LockFixture.config(directory.resolve("domain" + i)));
            SharedLock lock = parley.lock("l", options[i]);
            lock.lock();
            for (Background.Work wait : List.<Background.Work>of(
                    lock::lock, lock::lockInterruptibly, () -> lock.acquire(Duration.ofDays(1)))) {
                Background<Void> waiter = Background.run(wait);
                await().until(() -> lock.isClosed() || !lock.waiters().isEmpty());
                if (domain) {
                    parley.close();
                } else {
                    lock.close();
                }

                assertThat(waiter.failure())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("handle is closed: " + lock.path());
            }
            parley.close();
        }
    }

    @Test
    void shouldLeaveWaitsOnOtherHandlesAlone() throws Exception {
        try (Parley parley = Parley.open(LockFixture.config(directory))) {
            SharedLock lock = parley.lock("l");
            SharedLock other = parley.lock("l");
            lock.lock();
            Background<Boolean> waiter = Background.call(() -> {
                other.lock();
                return other.isHeldByCurrentThread();
            });
            await().until(() -> !lock.waiters().isEmpty());
            parley.lock("l").close();
            lock.unlock();
            lock.close();

            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    void shouldOutliveTheValueHandleThatCameFirst() throws Exception {
        try (Parley parley = Parley.open(LockFixture.config(directory))) {
            SharedLong first = parley.longValue("n");
            SharedLock throughFirst = first.lock();
            SharedLong second = parley.longValue("n");
            throughFirst.lock();
            first.close();
            Background<Boolean> waiter = Background.call(() -> {
                second.lock().lock();
                return second.lock().isHeldByCurrentThread();
            });
            await().until(() -> !second.lock().waiters().isEmpty());
            second.lock().unlock();

            assertThat(waiter.result()).isTrue();
        }
    }
}
