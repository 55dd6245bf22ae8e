package io.parley.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Seeds;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedStruct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that update one struct are killed at random: no update is lost, and none is seen half. */
@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class StructChaosIT {
    private static final int DEATHS = Integer.getInteger("parley.struct.deaths", 10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Failpoint[] POINTS = {
        Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN,
        Failpoint.LOCK_HELD,
        Failpoint.CELL_HALF_WRITTEN,
        Failpoint.CELL_BEFORE_PUBLISH,
        Failpoint.CELL_PUBLISHED,
        Failpoint.LOCK_BEFORE_RELEASE,
        Failpoint.LOCK_RELEASED_BEFORE_WAKE,
        Failpoint.LOCK_TAKEN_OVER,
    };

    @TempDir
    Path directory;

    @Test
    void shouldLoseNoUpdateThatReturned() {
        SplittableRandom random = new SplittableRandom(Seeds.current());
        String domain = directory.resolve("domain").toString();
        try (Parley parley = Parley.open(Path.of(domain))) {
            SharedStruct<Counter.Sum> sum = parley.struct("sum", Counter.Sum.class);
            SharedLongArray counts = Counter.counts(parley);
            ForkedJvm survivor = ForkedJvm.fork(Counter.class, domain, "0");

            for (int i = 1; i <= DEATHS; i++) {
                ForkedJvm victim = ForkedJvm.builder(Counter.class)
                        .args(domain, Integer.toString(i))
                        .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                        .failRandomly(random.nextLong(), 0.001, POINTS)
                        .start();
                victim.awaitExit(ForkedJvm.EXIT_KILLED, START);
                long before = counts.get(0);
                await().atMost(START).until(() -> counts.get(0) > before + 10);
                Counter.Sum seen = sum.read();
                assertThat(seen.check()).isEqualTo(seen.count());
            }

            parley.longValue("stop").set(1);
            survivor.awaitExit(0, START);
            long returned = 0;
            for (int actor = 0; actor <= DEATHS; actor++) {
                returned += counts.get(actor);
            }
            // Who died after publishing had no time to count it.
            assertThat(sum.read().count()).isBetween(returned, returned + DEATHS);
            assertThat(sum.version()).isEqualTo(sum.read().count());
            assertThat(sum.lock().isLocked()).isFalse();
        }
    }
}
