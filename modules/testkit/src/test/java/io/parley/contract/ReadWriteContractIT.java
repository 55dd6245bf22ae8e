package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.Parley;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedReadWriteLock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A read-write lock and a lock without an owner between two parties. */
@Timeout(120)
class ReadWriteContractIT extends PairContract {
    private SharedReadWriteLock lock;
    private BinaryLock binary;

    /** The other party. */
    static final class Party extends Steps {
        private SharedReadWriteLock lock;
        private BinaryLock binary;

        @Override
        void open(Parley parley) {
            lock = parley.readWriteLock("lock");
            binary = parley.binaryLock("binary");
        }

        @Override
        Object step(String name) {
            switch (name) {
                case "read" -> lock.readLock().lock();
                case "end of read" -> lock.readLock().unlock();
                case "write" -> lock.writeLock().lock();
                case "end of write" -> lock.writeLock().unlock();
                case "lock" -> binary.lock();
                default -> binary.unlock();
            }
            return true;
        }
    }

    @Override
    Class<? extends Steps> steps() {
        return Party.class;
    }

    @Override
    void open() {
        lock = parley.readWriteLock("lock");
        binary = parley.binaryLock("binary");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetReadersInTogetherAndTheWriterAfterThem(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("read")).isEqualTo("true");
        assertThat(lock.readLock().tryLock()).isTrue();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock.writeLock()::lock);
        lock.readLock().unlock();
        assertThat(lock.writeLock().tryLock(MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();

        letGo("end of read");

        assertThat(lock.writeLock().tryLock(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lock.isRecovered()).as("readers change nothing").isFalse();
        lock.writeLock().unlock();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellReadersOfADeadWriter(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("write")).isEqualTo("true");
        assertThat(lock.readLock().tryLock()).isFalse();

        letGo("end of write");

        lock.readLock().lock();
        assertThat(lock.isRecovered()).isEqualTo(isKilled());
        lock.readLock().unlock();
        lock.writeLock().lock();
        assertThat(lock.isRecovered()).isEqualTo(isKilled());
        lock.markConsistent();
        lock.writeLock().unlock();
        assertThat(lock.isRecovered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetAnybodyReleaseALockWithoutAnOwner(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("unlock")).isEqualTo("IllegalStateException");
        assertThat(peer.run("lock")).isEqualTo("true");
        killIfMortal();
        assertThat(binary.tryLock(MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                .as("locked until somebody releases")
                .isFalse();

        binary.unlock();

        assertThat(binary.tryLock()).isTrue();
        if (!isKilled()) {
            assertThat(peer.run("unlock")).isEqualTo("true");
            assertThat(binary.isLocked()).isFalse();
        } else {
            binary.unlock();
        }
    }
}
