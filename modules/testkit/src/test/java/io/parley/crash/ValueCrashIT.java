package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.Lease;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Who changes a value and dies leaves nobody asleep; who dies in the middle of an array is made known by its lock. */
@Timeout(180)
class ValueCrashIT extends CrashContract {
    private static final int LENGTH = 64;

    private SharedLongArray array;

    /** The survivors send each other on by two values, and keep all elements of an array equal. */
    static final class Actor extends CrashActor {
        private SharedLong first;
        private SharedLong second;
        private SharedLongArray array;

        @Override
        void open(Parley parley) {
            first = parley.longValue("first");
            second = parley.longValue("second");
            array = parley.longArray("array", LENGTH);
        }

        @Override
        void work() throws InterruptedException {
            SharedLong mine = number == 0 ? first : second;
            long seen = mine.get();
            (number == 0 ? second : first).incrementAndGet();
            mine.awaitChange(seen);
            try (Lease lease = array.lock().acquire()) {
                if (lease.recovered()) {
                    array.fill(array.get(0));
                    lease.markConsistent();
                }
                for (long each : array.toArray()) {
                    if (each != array.get(0)) {
                        throw new AssertionError("not told of a dead writer: " + each + ", " + array.get(0));
                    }
                }
                array.fill(array.get(0) + 1);
            }
        }

        @Override
        void end() {
            first.incrementAndGet();
            second.incrementAndGet();
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "set" -> {
                    linger();
                    first.set(first.get() + 1);
                    second.set(second.get() + 1);
                }
                case "fill" -> {
                    array.lock().lock();
                    array.fill(array.get(0) + 2);
                    array.lock().unlock();
                }
                default -> {
                    array.lock().lock();
                    array.setSlice(LENGTH - 1, -LENGTH - 1, -1, equal(array.get(0) + 3));
                    array.lock().unlock();
                }
            }
        }

        private static long[] equal(long value) {
            long[] values = new long[LENGTH];
            Arrays.fill(values, value);
            return values;
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("set", Failpoint.VALUE_CHANGED_BEFORE_WAKE).atOnce(),
                Death.in("fill", Failpoint.ARRAY_HALF_WRITTEN),
                Death.in("setSlice", Failpoint.ARRAY_HALF_WRITTEN));
    }

    @Override
    void open(Parley parley) {
        array = parley.longArray("array", LENGTH);
    }

    @Override
    void atTheEnd() {
        assertThat(array.toArray()).containsOnly(array.get(0));
        assertThat(array.lock().recoveries()).isEqualTo(2);
    }
}
