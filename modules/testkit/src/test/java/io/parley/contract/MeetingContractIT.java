package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.Parley;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events, latches and barriers between two parties. */
@Timeout(120)
class MeetingContractIT extends PairContract {
    private Objects my;

    /** One of each. */
    record Objects(SharedEvent event, SharedLatch latch, SharedBarrier barrier) {
        static Objects open(Parley parley) {
            return new Objects(parley.event("event"), parley.latch("latch", 2), parley.barrier("barrier", 2));
        }
    }

    /** The other party. */
    static final class Party extends Steps {
        private Objects objects;

        @Override
        void open(Parley parley) {
            objects = Objects.open(parley);
        }

        @Override
        Object step(String name) throws Exception {
            switch (name) {
                case "event" -> objects.event.await();
                case "set" -> objects.event.set();
                case "pulse" -> {
                    objects.event.set();
                    objects.event.clear();
                }
                case "latch" -> objects.latch.await();
                case "count down" -> objects.latch.countDown();
                case "barrier" -> {
                    return objects.barrier.await();
                }
                default -> objects.barrier.abort();
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
        my = Objects.open(parley);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotLoseAPulseNorHangBecauseOfAWaiter(Way way) throws Exception {
        begin(way);
        peer.startAndSleep("event");
        killIfMortal();

        my.event.set();
        my.event.clear();

        if (!isKilled()) {
            assertThat(peer.result()).isEqualTo("true");
            long epoch = my.event.epoch();
            assertThat(peer.run("pulse")).isEqualTo("true");
            assertThat(my.event.isSet()).isFalse();
            assertThat(my.event.awaitEpochAfter(epoch, Duration.ZERO)).isTrue();
            assertThat(peer.run("set")).isEqualTo("true");
            assertThat(my.event.await(HANG)).isTrue();
        }
        assertThat(my.event.epoch()).isEqualTo(isKilled() ? 1 : 3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldOpenALatchOnce(Way way) throws Exception {
        begin(way);
        assertThat(my.latch.await(MOMENT)).isFalse();
        assertThat(peer.run("count down")).isEqualTo("true");
        peer.startAndSleep("latch");
        killIfMortal();

        my.latch.countDown();

        assertThat(my.latch.await(Duration.ZERO)).isTrue();
        if (!isKilled()) {
            assertThat(peer.result()).isEqualTo("true");
            assertThat(peer.run("count down")).isEqualTo("true");
        }
        assertThat(my.latch.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTripForAllOrBreakForAll(Way way) throws Exception {
        begin(way);
        peer.startAndSleep("barrier");
        if (isKilled()) {
            peer.close();
            assertThatExceptionOfType(BrokenBarrierException.class)
                    .isThrownBy(my.barrier::await)
                    .withMessageContaining("a party died");
            my.barrier.reset();
        } else {
            assertThat(my.barrier.await()).isZero();
            assertThat(peer.result()).isEqualTo("1");
            peer.startAndSleep("barrier");
            my.barrier.abort();
            assertThat(peer.result()).isEqualTo("BrokenBarrierException");
            assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(my.barrier::await);
            my.barrier.reset();
            peer.startAndSleep("barrier");
            my.barrier.await();
            assertThat(peer.result()).isEqualTo("1");
        }
        assertThat(my.barrier.isBroken()).isFalse();
        assertThat(my.barrier.waiting()).isZero();
    }
}
