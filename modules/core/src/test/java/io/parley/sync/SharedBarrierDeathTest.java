package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parties that die. What another process does is a few stores. */
@Timeout(60)
class SharedBarrierDeathTest {
    private static final int STATE = 256;
    private static final int ARRIVED = 264;
    private static final int GUARD = 384;
    private static final int LIST = 512;

    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedBarrier barrier;
    private Memory words;

    @BeforeEach
    void open() throws IOException {
        domain = new SyncFixture(directory);
        barrier = domain.parley.barrier("start", 3);
        words = SyncFixture.words(barrier);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private Background<Integer> waiter() {
        int before = barrier.waiting();
        Background<Integer> waiter = Background.call(barrier::await);
        await().until(() -> barrier.waiting() == before + 1);
        return waiter.awaitAsleep();
    }

    private OtherProcess arrive() throws IOException {
        OtherProcess other = domain.join("other");
        words.putIntVolatile(LIST + 4 * barrier.waiting(), other.owner());
        words.getAndAddInt(ARRIVED, 1);
        return other;
    }

    private static void assertBroken(Background<Integer> waiter) throws InterruptedException {
        assertThat(waiter.failure())
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("cause=a party died");
    }

    @Test
    void shouldBreakWhenAPartyDiesWhileItWaits() throws Exception {
        OtherProcess other = arrive();
        Background<Integer> waiter = waiter();
        assertThat(waiter.isDone()).isFalse();

        other.kill();

        assertBroken(waiter);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.waiting()).isZero();
        barrier.reset();
        Background<Integer> first = waiter();
        Background<Integer> second = waiter();
        assertThat(barrier.await()).isZero();
        assertThat(first.result() + second.result()).isEqualTo(3);
    }

    @Test
    void shouldNameWhoDied() throws Exception {
        OtherProcess other = arrive();
        Background<Integer> waiter = waiter();

        other.kill();

        assertThat(waiter.failure()).hasMessageContaining("(other, slot ");
    }

    @Test
    void shouldBreakWhenTheLastDiesInItsAction() throws Exception {
        Background<Integer> first = waiter();
        Background<Integer> second = waiter();
        OtherProcess last = arrive();

        last.kill();

        assertBroken(first);
        assertBroken(second);
    }

    @Test
    void shouldBreakWhenAPartyDiesUnderTheGuard() throws Exception {
        Background<Integer> waiter = waiter();
        OtherProcess other = domain.join("other");
        words.putIntVolatile(GUARD, other.owner());

        other.kill();

        assertBroken(waiter);
        assertThat(words.getIntVolatile(GUARD) & ~(1 << 31)).as("guard").isZero();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void shouldBreakWhenTheLastDiesBetweenEmptyingAndTheNextPhase() throws Exception {
        Background<Integer> waiter = waiter();
        OtherProcess other = domain.join("other");
        words.putIntVolatile(GUARD, other.owner());
        words.putIntVolatile(ARRIVED, 0);

        other.kill();

        assertBroken(waiter);
    }

    @Test
    void shouldStillReleaseThoseWhosePhaseWasOverWhenTheLastDied() throws Exception {
        Background<Integer> waiter = waiter();
        OtherProcess other = domain.join("other");
        words.putIntVolatile(GUARD, other.owner());
        words.putIntVolatile(ARRIVED, 0);
        words.putLongVolatile(STATE, words.getLongVolatile(STATE) + (1L << 32));

        other.kill();

        assertThat(waiter.result()).isEqualTo(2);
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void shouldBeBrokenForWhoComesAfterADeath() throws Exception {
        OtherProcess other = domain.join("other");
        words.putIntVolatile(GUARD, other.owner());
        other.kill();

        assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("cause=a party died");
    }

    @Test
    void shouldNotBreakForTheLiving() throws Exception {
        OtherProcess other = arrive();
        other.table().exiting();
        Background<Integer> waiter = waiter();

        assertThat(barrier.await()).isZero();

        assertThat(waiter.result()).isEqualTo(1);
    }
}
