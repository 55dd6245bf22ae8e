package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.OwnershipLostException;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.sync.LockCores;
import io.parley.internal.sync.LockSource;
import io.parley.internal.sync.WordLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks that are held by somebody who is no thread. */
@Timeout(60)
class LockAgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final LiveThread agent = LiveThread.agent();
    private LockFixture domain;
    private SharedLock lock;
    private WordLock core;

    @BeforeEach
    void open() throws IOException {
        domain = new LockFixture(directory);
        lock = domain.lock;
        core = LockCores.ofLock(lock);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private boolean acquire(LiveThread who) {
        return core.tryAcquireAs(who, false, WordLock.NO_SLOT);
    }

    @Test
    void shouldExcludeThreadsAndOtherAgents() {
        LiveThread other = LiveThread.agent();

        assertThat(acquire(agent)).isTrue();
        assertThat(acquire(agent)).isTrue();
        assertThat(acquire(other)).isFalse();
        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(core.isHeldBy(agent)).isTrue();
        assertThat(core.isHeldBy(other)).isFalse();
        assertThat(lock.holder().orElseThrow().threadId()).isEqualTo(agent.id()).isNegative();
        assertThat(lock.token()).isEqualTo(1);

        assertThatThrownBy(() -> core.releaseAs(other)).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(core.releaseAs(agent)).isFalse();
        assertThat(core.releaseAs(agent)).isTrue();
        assertThat(lock.tryLock()).isTrue();
        assertThat(acquire(agent)).isFalse();
    }

    @Test
    void shouldNotBeTakenForAThreadThatEnded() throws Exception {
        assertThat(Background.call(() -> acquire(agent)).result()).isTrue();

        assertThat(lock.tryLock(50, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
        assertThat(core.isAbandoned()).isFalse();
    }

    @Test
    void shouldPassOnWhatADeadAgentHeld() throws Exception {
        acquire(agent);
        Background<Lease> waiting =
                Background.call(() -> lock.acquire(PATIENCE)).awaitAsleep();

        assertThat(core.abandon(agent, core.token())).isTrue();

        Lease lease = waiting.result();
        assertThat(lease.recovered()).isTrue();
        assertThat(lease.token()).isEqualTo(2);
        assertThat(lock.recoveries()).isEqualTo(1);
        assertThat(core.abandon(agent, 1)).isFalse();
        assertThat(lock.isLocked()).isTrue();
        assertThatThrownBy(() -> core.releaseAs(agent)).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void shouldTakeOverFromTheDead() throws Exception {
        OtherProcess other = domain.heldByAnother();
        LockSource source = new LockSource(core, WordLock.NO_SLOT);
        assertThat(acquire(agent)).isFalse();
        assertThat(source.isTrue()).isFalse();

        other.kill();
        source.sliceExpired();

        assertThat(source.isTrue()).isTrue();
        assertThat(acquire(agent)).isTrue();
        assertThat(core.isRecoveredFor(agent)).isTrue();
        core.markConsistentAs(agent);
        assertThat(core.isInconsistent()).isFalse();
        assertThat(core.releaseAs(agent)).isTrue();
        assertThat(core.isInconsistent()).isFalse();
    }

    @Test
    void shouldNotFreeWhatSomebodyElseHolds() throws IOException {
        acquire(agent);
        OtherProcess other = domain.heldByAnother();

        assertThatThrownBy(() -> core.releaseAs(agent)).isInstanceOf(OwnershipLostException.class);
        assertThat(domain.word()).isEqualTo(other.owner());
    }

    @Test
    void shouldTakeItsTurnInAFairLock() throws Exception {
        SharedLock fair = domain.parley.lock("fair", LockOptions.fair());
        WordLock word = LockCores.ofLock(fair);
        fair.lock();
        int slot = word.enterQueue(agent);
        LockSource source = new LockSource(word, slot);
        Background<Long> second = Background.call(() -> {
                    try (Lease lease = fair.acquire(PATIENCE)) {
                        return lease.token();
                    }
                })
                .awaitAsleep();
        assertThat(source.isTrue()).isFalse();

        fair.unlock();

        assertThat(source.isTrue()).isTrue();
        assertThat(fair.tryLock()).isFalse();
        assertThat(word.tryAcquireAs(agent, true, slot)).isTrue();
        word.leaveQueue(agent, slot);
        assertThat(second.isDone()).isFalse();
        assertThat(word.releaseAs(agent)).isTrue();
        assertThat(second.result()).isEqualTo(3);
    }

    @Test
    void shouldBeForgottenByAFairLockThatItDoesNotWant() throws Exception {
        SharedLock fair = domain.parley.lock("fair", LockOptions.fair());
        WordLock word = LockCores.ofLock(fair);
        fair.lock();
        int slot = word.enterQueue(agent);
        fair.unlock();
        assertThat(fair.tryLock()).isFalse();

        word.leaveQueue(agent, slot);

        assertThat(fair.tryLock()).isTrue();
    }
}
