package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Seeds;
import io.parley.testkit.verify.DomainVerifier;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes write, read, add to counters and make a map grow and shrink; one after the other is killed and replaced.
 * Nothing that was acknowledged is lost, nothing is mixed, no counter is wrong. {@code -Dparley.chaos.rounds=} sets how
 * many die, {@code -Dparley.seed=} repeats their choice.
 */
@Timeout(1_800)
@ExtendWith(CrashTestWatcher.class)
class MapChaosIT {
    private static final int ROUNDS = Integer.getInteger("parley.chaos.rounds", 12);
    private static final int PLACES = 6;
    /** So many work at any time; the others are just coming up. */
    private static final int WORKING = 4;

    private static final int LOOKS_EVERY = 10;
    private static final Duration HANG = Duration.ofSeconds(120);
    private static final Failpoint[] POINTS = Arrays.stream(Failpoint.values())
            .filter(point -> point.name().startsWith("MAP_"))
            .toArray(Failpoint[]::new);
    private static final Failpoint[] MOVES = Arrays.stream(POINTS)
            .filter(point -> point.name().startsWith("MAP_GROW"))
            .toArray(Failpoint[]::new);
    private static final double DEADLY = 0.000_03;
    /** A move is rare, and long. */
    private static final double DEADLY_IN_MOVES = 0.02;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(Seeds.current());

    @Test
    void shouldLoseNothingThroughRandomKills() {
        try (Parley parley = Parley.open(ParleyConfig.at(domain()).withDurable(false))) {
            MapVersions versions = new MapVersions(parley, PLACES);
            MapCounts counts = new MapCounts(parley, PLACES);
            SharedLongArray operations = parley.longArray("operations", PLACES);
            Crew crew = new Crew(PLACES, random, this::start);
            for (int looked = 0; crew.killed() < ROUNDS; looked++) {
                crew.awaitWorking(WORKING);
                crew.killAnyone();
                if (looked % LOOKS_EVERY == LOOKS_EVERY - 1) {
                    awaitProgress(crew, operations);
                }
            }
            awaitProgress(crew, operations);
            parley.longValue("stop").set(1);
            crew.awaitEnd();
            for (int place = 0; place < PLACES; place++) {
                versions.settleActor(place);
            }
            versions.requireExactly(PLACES);
            counts.requireExact();
            parley.reap();
            assertThat(DomainVerifier.findings(domain())).isEmpty();
            RecoveryTimes.record("map chaos: " + crew.killed() + " kills among " + PLACES + " processes, "
                    + crew.atFailpoints() + " of them at failpoints; operations="
                    + operations.stream().sum() + ", entries=" + versions.map.size() + ", lost=0");
        }
    }

    private ForkedJvm start(int place, int actor) {
        boolean inMoves = actor % 3 == 0;
        return ForkedJvm.builder(MapChaosActor.class)
                .allCompilers()
                .args(domain().toString(), Integer.toString(place), Integer.toString(PLACES))
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx96m")
                .failRandomly(random.nextLong(), inMoves ? DEADLY_IN_MOVES : DEADLY, inMoves ? MOVES : POINTS)
                .start();
    }

    /** Somebody gets something done in each place. */
    private static void awaitProgress(Crew crew, SharedLongArray operations) {
        for (int place = 0; place < PLACES; place++) {
            int index = place;
            long before = operations.get(place);
            await().pollInterval(Duration.ofMillis(2)).atMost(HANG).until(() -> {
                crew.replaceTheDead();
                return operations.get(index) > before + 10;
            });
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
