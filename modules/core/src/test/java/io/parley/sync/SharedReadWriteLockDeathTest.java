package io.parley.sync;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.OwnershipLostException;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers and writers that die. What another process does is a few stores. */
@Timeout(60)
class SharedReadWriteLockDeathTest {
    private static final int WRITER = 128;
    private static final int STATE = 256;
    private static final int READERS = 512;
    private static final int CLAIMED = 1;
    private static final int WRITING = 2;

    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedReadWriteLock lock;
    private Lock read;
    private Lock write;
    private Memory words;

    @BeforeEach
    void open() throws IOException {
        domain = new SyncFixture(directory);
        lock = domain.parley.readWriteLock("book");
        read = lock.readLock();
        write = lock.writeLock();
        words = SyncFixture.words(lock);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private OtherProcess reader() throws IOException {
        OtherProcess other = domain.join("reader");
        SyncFixture.count(words, READERS, other.owner(), 2);
        return other;
    }

    private OtherProcess writer(int state) throws IOException {
        OtherProcess other = domain.join("writer");
        words.putIntVolatile(WRITER, other.owner());
        words.putIntVolatile(STATE, state);
        return other;
    }

    @Test
    void shouldWaitForAReaderThatLivesAndNotForADeadOne() throws Exception {
        OtherProcess other = reader();
        assertThat(write.tryLock()).isFalse();
        assertThat(write.tryLock(30, MILLISECONDS)).isFalse();
        assertThat(lock.readers()).extracting(ProcessHold::processName).containsExactly("reader");
        assertThat(read.tryLock()).isTrue();
        read.unlock();

        other.kill();

        assertThat(write.tryLock()).isTrue();
        assertThat(lock.isRecovered()).as("nothing is inconsistent").isFalse();
        assertThat(lock.readers()).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheReaderItWaitsForDies() throws Exception {
        OtherProcess other = reader();
        Background<Boolean> writer = Background.call(() -> {
            write.lock();
            return lock.isRecovered();
        });
        await().until(lock::isWriteLocked);
        writer.awaitAsleep();

        other.kill();

        assertThat(writer.result()).isFalse();
    }

    @Test
    void shouldTellTheNextWriterOfADeadOneUntilItSaysThatAllIsInOrder() throws Exception {
        writer(CLAIMED | WRITING).kill();

        assertThat(write.tryLock()).isTrue();
        assertThat(lock.isRecovered()).isTrue();
        write.unlock();
        write.lock();
        assertThat(lock.isRecovered()).as("told again").isTrue();
        lock.markConsistent();
        assertThat(lock.isRecovered()).isFalse();
        write.unlock();
        write.lock();
        assertThat(lock.isRecovered()).isFalse();
    }

    @Test
    void shouldTellReadersOfADeadWriter() throws Exception {
        writer(CLAIMED | WRITING).kill();

        assertThat(read.tryLock()).isTrue();
        assertThat(lock.isRecovered()).isTrue();
        assertThatThrownBy(lock::markConsistent).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(Background.call(() -> {
                            read.lock();
                            return lock.isRecovered();
                        })
                        .result())
                .isTrue();
        read.unlock();
        assertThat(lock.isRecovered()).isTrue();
    }

    @Test
    void shouldPassToReadersAndWritersThatWaitWhenTheWriterDies() throws Exception {
        OtherProcess other = writer(CLAIMED | WRITING);
        Background<Boolean> reader = told(read);
        Background<Boolean> writer = told(write);

        other.kill();

        assertThat(reader.result()).isTrue();
        assertThat(writer.result()).isTrue();
    }

    private Background<Boolean> told(Lock wanted) {
        return Background.call(() -> {
                    wanted.lock();
                    boolean told = lock.isRecovered();
                    wanted.unlock();
                    return told;
                })
                .awaitAsleep();
    }

    @Test
    void shouldNotCallInconsistentWhatADeadWriterHadNotBegunToChange() throws Exception {
        for (int state : new int[] {0, CLAIMED}) {
            writer(state).kill();

            write.lock();

            assertThat(lock.isRecovered()).as("state %d", state).isFalse();
            write.unlock();
        }
    }

    @Test
    void shouldNotForgetAnEarlierDeathForALaterOne() throws Exception {
        writer(CLAIMED | WRITING).kill();
        read.lock();
        read.unlock();
        int dirty = words.getIntVolatile(STATE);
        writer(dirty | CLAIMED).kill();

        write.lock();

        assertThat(lock.isRecovered()).isTrue();
    }

    @Test
    void shouldNeverTakeFromTheLiving() throws Exception {
        OtherProcess other = writer(CLAIMED | WRITING);
        other.table().exiting();

        assertThat(read.tryLock(30, MILLISECONDS)).isFalse();
        assertThat(write.tryLock(30, MILLISECONDS)).isFalse();

        HolderInfo holder = lock.writer().orElseThrow();
        assertThat(holder.processName()).isEqualTo("writer");
        assertThat(holder.alive()).isTrue();
        assertThat(words.getIntVolatile(WRITER) & Owner.MASK).isEqualTo(other.owner());
    }

    @Test
    void shouldTakeOverFromAThreadThatEndedWriting() throws Exception {
        Background.run(write::lock).result();

        write.lock();

        assertThat(lock.isRecovered()).isTrue();
    }

    @Test
    void shouldNotMistakeTheReadersOfItsPredecessorInTheSlotForItsOwn() throws Exception {
        int self = Domain.of(domain.parley).liveness().self();
        int predecessor = self - 1 & Owner.MASK;
        SyncFixture.count(words, READERS, predecessor, 3);

        read.lock();
        assertThat(lock.readers()).extracting(ProcessHold::count).containsExactly(1);
        read.unlock();

        assertThat(write.tryLock()).isTrue();
    }

    @Test
    void shouldTellAReaderWhoseDomainWasClosedThatItLostTheLock() throws Exception {
        int self = Domain.of(domain.parley).liveness().self();
        read.lock();
        domain.parley.close();
        SyncFixture.count(words, READERS, self, 0); // as a writer of another process does

        assertThatThrownBy(read::unlock)
                .isInstanceOf(OwnershipLostException.class)
                .hasMessageContaining(lock.path().toString());
    }
}
