package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.internal.live.OtherProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a holder is told whose predecessor died. */
@Timeout(60)
class SharedLockConsistencyTest {
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
    void shouldTellEveryHolderUntilOneDeclaresTheDataInOrder() throws Exception {
        domain.heldByAnother().kill();
        for (int i = 0; i < 3; i++) {
            assertThat(Background.call(() -> {
                                lock.lock();
                                boolean told = lock.isRecovered();
                                lock.unlock();
                                return told;
                            })
                            .result())
                    .as("told for time %d", i)
                    .isTrue();
            assertThat(domain.word()).isEqualTo(LockFixture.INCONSISTENT);
            assertThat(lock.isLocked()).isFalse();
            assertThat(lock.holder()).isEmpty();
        }
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.isRecovered()).isTrue();

        lock.markConsistent();

        assertThat(lock.isRecovered()).isFalse();
        lock.unlock();
        assertThat(domain.word()).isZero();
        lock.lock();
        assertThat(lock.isRecovered()).isFalse();
        assertThat(lock.recoveries()).as("take-overs, not warnings").isEqualTo(1);
    }

    @Test
    void shouldBeToldOnTheOutermostHoldUntilItIsReleased() throws Exception {
        domain.heldByAnother().kill();
        lock.lock();
        lock.lock();
        lock.unlock();
        assertThat(lock.isRecovered()).isTrue();
        lock.unlock();

        assertThat(lock.isRecovered()).as("not held any more").isFalse();
        assertThat(Background.call(lock::isRecovered).result()).isFalse();
    }

    @Test
    void shouldLetOnlyTheHolderDeclareTheDataInOrder() throws Exception {
        domain.heldByAnother().kill();
        assertThatThrownBy(lock::markConsistent)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(lock.path().toString());
        lock.lock();

        assertThat(Background.run(lock::markConsistent).failure()).isInstanceOf(IllegalMonitorStateException.class);

        assertThat(lock.isRecovered()).isTrue();
        assertThat(domain.word() & LockFixture.INCONSISTENT).isNotZero();
    }

    @Test
    void shouldSurviveTheDeathOfTheOneWhoTookOver() throws Exception {
        domain.heldByAnother().kill();
        OtherProcess second = domain.join("second");
        domain.words.putIntVolatile(LockFixture.WORD, second.owner() | LockFixture.INCONSISTENT);
        second.kill();

        lock.lock();

        assertThat(lock.isRecovered()).isTrue();
        assertThat(domain.words.getInt(LockFixture.PREVIOUS_OWNER)).isEqualTo(second.owner());
    }

    @Test
    void shouldNotCallAnOrderlyReleaseARecovery() throws Exception {
        Background.run(() -> {
                    lock.lock();
                    lock.unlock();
                })
                .result();

        lock.lock();

        assertThat(lock.isRecovered()).isFalse();
        assertThat(lock.recoveries()).isZero();
    }
}
