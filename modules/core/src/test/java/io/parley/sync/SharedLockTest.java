package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Parley;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedLockTest {
    @TempDir
    Path directory;

    private LockFixture domain;
    private SharedLock lock;

    @BeforeEach
    void open() throws IOException {
        domain = new LockFixture(directory);
        lock = domain.lock;
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldBeFreeAtFirst() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.holdCount()).isZero();
        assertThat(lock.holder()).isEmpty();
        assertThat(lock.token()).isZero();
        assertThat(lock.recoveries()).isZero();
        assertThat(lock.isRecovered()).isFalse();
        assertThat(lock.name()).isEqualTo("book");
        assertThat(lock.path())
                .isEqualTo(domain.parley.directory().resolve("book.lock"))
                .hasSize(256);
    }

    @Test
    void shouldBelongToTheThreadThatAcquired() throws Exception {
        lock.lock();

        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(Background.call(lock::isHeldByCurrentThread).result()).isFalse();
        assertThat(Background.call(lock::holdCount).result()).isZero();
        assertThat(Background.call(lock::tryLock).result()).isFalse();
        HolderInfo holder = lock.holder().orElseThrow();
        assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(holder.processName()).isEqualTo("tests");
        assertThat(holder.threadId()).isEqualTo(threadId(Thread.currentThread()));
        assertThat(holder.token()).isEqualTo(lock.token()).isEqualTo(1);
        assertThat(holder.alive()).isTrue();
        assertThat(holder.seenSince()).isEmpty();
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long threadId(Thread thread) {
        return thread.getId();
    }

    @Test
    void shouldBeAcquiredAgainByItsHolder() throws Exception {
        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(0, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(lock.holdCount()).isEqualTo(4);
        assertThat(lock.token()).isEqualTo(1);

        for (int left = 3; left > 0; left--) {
            lock.unlock();
            assertThat(lock.holdCount()).isEqualTo(left);
            assertThat(Background.call(lock::tryLock).result()).isFalse();
        }
        lock.unlock();

        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.holdCount()).isZero();
        assertThat(domain.word()).isZero();
    }

    @Test
    void shouldNotBeReleasedByWhoDoesNotHoldIt() throws Exception {
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(lock.path().toString())
                .hasMessageContaining("holder=nobody");
        lock.lock();

        Throwable failure = Background.run(lock::unlock).failure();

        assertThat(failure)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("caller=bg-")
                .hasMessageContaining("holder=this process, thread " + threadId(Thread.currentThread()));
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void shouldNotBeReleasedOnBehalfOfAnotherProcess() throws IOException {
        domain.heldByAnother();

        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("(other, slot ");

        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void shouldBeOneLockThroughAllItsHandles() throws Exception {
        SharedLock again = domain.parley.lock("book");
        lock.lock();

        assertThat(again.isHeldByCurrentThread()).isTrue();
        again.lock();
        assertThat(again.holdCount()).isEqualTo(2).isEqualTo(lock.holdCount());
        again.close();
        lock.unlock();
        assertThat(Background.call(lock::tryLock).result()).isFalse();
        lock.unlock();

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldBeOneLockForTwoOpeningsOfTheDomain() throws Exception {
        try (Parley second = Parley.open(LockFixture.config(directory))) {
            SharedLock theirs = second.lock("book");
            lock.lock();

            assertThat(theirs.isHeldByCurrentThread()).isTrue();
            assertThat(theirs.tryLock()).isTrue();
            assertThat(Background.call(theirs::tryLock).result()).isFalse();
            theirs.unlock();
            lock.unlock();

            theirs.lock();
            assertThat(lock.holdCount()).isEqualTo(1);
            assertThat(lock.token()).isEqualTo(2);
        }
        lock.unlock();

        assertThat(Background.call(lock::tryLock).result()).isTrue();
    }

    @Test
    void shouldBeAnotherLockUnderAnotherName() throws Exception {
        SharedLock other = domain.parley.lock("other");

        lock.lock();

        assertThat(Background.call(other::tryLock).result()).isTrue();
        assertThat(other.isHeldByCurrentThread()).isFalse();
    }

    @Test
    void shouldCountAcquisitions() throws Exception {
        for (int i = 1; i <= 100; i++) {
            lock.lock();
            assertThat(lock.token()).isEqualTo(i);
            lock.unlock();
            assertThat(lock.token()).isEqualTo(i);
        }
    }

    @Test
    void shouldExcludeOthersAndGiveEveryAcquisitionItsToken() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        long[] guarded = new long[2];
        List<Background<Integer>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            SharedLock mine = domain.parley.lock("book");
            all.add(Background.call(() -> {
                int outOfOrder = 0;
                for (int i = 0; i < rounds; i++) {
                    mine.lock();
                    try {
                        guarded[0]++;
                        outOfOrder += mine.token() == guarded[1] + 1 ? 0 : 1;
                        guarded[1] = mine.token();
                    } finally {
                        mine.unlock();
                    }
                }
                return outOfOrder;
            }));
        }

        for (Background<Integer> each : all) {
            assertThat(each.result())
                    .as("tokens that are not one more than the last")
                    .isZero();
        }
        assertThat(guarded).containsOnly(threads * rounds);
        assertThat(lock.token()).isEqualTo(threads * rounds);
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.recoveries()).isZero();
    }

    @Test
    void shouldShowWhatABugReportNeeds() throws IOException {
        assertThat(lock).hasToString("SharedLock(book, holder=nobody, token=0, " + lock.path() + ")");

        lock.lock();
        assertThat(lock.toString()).contains("holder=this process, thread ", "token=1");
        lock.unlock();
        domain.heldByAnother();
        assertThat(lock.toString()).contains("holder=pid ", "(other, slot ", "alive");

        lock.close();
        assertThat(lock).hasToString("SharedLock(book, closed, " + lock.path() + ")");
    }
}
