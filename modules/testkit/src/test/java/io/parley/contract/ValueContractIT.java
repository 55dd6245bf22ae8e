package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.sync.Lease;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value and an array between two parties. */
@Timeout(120)
class ValueContractIT extends PairContract {
    private SharedLong value;
    private SharedLongArray array;

    /** The other party. */
    static final class Party extends Steps {
        private SharedLong value;
        private SharedLongArray array;

        @Override
        void open(Parley parley) {
            value = parley.longValue("value");
            array = parley.longArray("array", 3);
        }

        @Override
        Object step(String name) throws InterruptedException {
            return switch (name) {
                case "add" -> value.addAndGet(2) + array.addAndGet(1, 5);
                case "get" -> value.get() + "," + array.get(1);
                case "lock" -> {
                    value.lock().lock();
                    yield true;
                }
                case "unlock" -> {
                    value.lock().unlock();
                    yield true;
                }
                default -> value.awaitChange(1) + array.awaitChange(2, 0);
            };
        }
    }

    @Override
    Class<? extends Steps> steps() {
        return Party.class;
    }

    @Override
    void open() {
        value = parley.longValue("value");
        array = parley.longArray("array", 3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEachTheOthersWrites(Way way) throws Exception {
        begin(way);
        value.set(40);
        assertThat(peer.run("add")).isEqualTo("47");
        assertThat(array.get(1)).isEqualTo(5);
        assertThat(value.compareAndSet(42, 1)).isTrue();
        assertThat(peer.run("get")).isEqualTo("1,5");
        letGo("get");
        assertThat(value.incrementAndGet()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeWhoWaitsForAChange(Way way) throws Exception {
        begin(way);
        value.set(1);
        peer.startAndSleep("awaitChange");
        killIfMortal();
        value.set(7);
        array.set(2, 1);
        if (!isKilled()) {
            assertThat(peer.result()).isEqualTo("8");
        }
        assertThat(value.get()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLockAValueAndStillReadIt(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("lock")).isEqualTo("true");
        assertThat(value.lock().tryLock()).isFalse();
        assertThat(value.incrementAndGet()).isEqualTo(1);
        letGo("unlock");
        try (Lease lease = value.lock().acquire(HANG)) {
            assertThat(lease.recovered()).isEqualTo(isKilled());
            lease.markConsistent();
        }
    }
}
