package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes put, claim and lock; one after the other is killed, some at a failpoint and some just anywhere, and
 * replaced. At the end every message that was put was acknowledged exactly once. {@code -Dparley.chaos.rounds=} sets
 * how many die, {@code -Dparley.seed=} repeats their choice.
 */
@Timeout(1_800)
@ExtendWith(CrashTestWatcher.class)
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("parley.chaos.rounds", 40);
    private static final int PLACES = 8;
    /** So many work at any time; the others are just coming up. */
    private static final int WORKING = 5;

    private static final int LOOKS_EVERY = 10;
    private static final double DEADLY = 0.0004;
    private static final Duration HANG = Duration.ofSeconds(120);
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Failpoint[] POINTS = {
        Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN,
        Failpoint.LOCK_HELD,
        Failpoint.LOCK_BEFORE_RELEASE,
        Failpoint.LOCK_RELEASED_BEFORE_WAKE,
        Failpoint.LOCK_TAKEN_OVER,
        Failpoint.APPEND_BEFORE_DOCUMENT,
        Failpoint.APPEND_IN_DOCUMENT,
        Failpoint.APPEND_IN_PLACE,
        Failpoint.APPEND_AFTER_DOCUMENT,
        Failpoint.APPEND_BEFORE_WAKE,
        Failpoint.CLAIM_RESERVED,
        Failpoint.CLAIM_BEFORE_CURSOR,
        Failpoint.CLAIM_AFTER_CURSOR,
        Failpoint.CLAIM_HELD,
        Failpoint.ACK_BEFORE_RELEASE,
    };

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(Seeds.current());
    private final ForkedJvm[] places = new ForkedJvm[PLACES];
    private int started;
    private int killed;
    private int atFailpoints;

    @Test
    void shouldAcknowledgeEveryMessageOnceThroughRandomKills() throws Exception {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue();
                Journal journal = Journal.open(directory)) {
            for (int place = 0; place < PLACES; place++) {
                start(place);
            }
            for (int looked = 0; killed < ROUNDS; looked++) {
                await().pollInterval(POLL).atMost(START).until(() -> {
                    replaceTheDead();
                    return working() >= WORKING;
                });
                replace(aWorkingOne());
                if (looked % LOOKS_EVERY == LOOKS_EVERY - 1) {
                    awaitProgress(world);
                }
            }
            awaitProgress(world);
            stop(world);
            queue.closeForWriting();
            while (!queue.isDrained()) {
                ChaosActor.consume(queue, journal, Duration.ofMillis(20), 0);
            }
            check(world, queue);
        }
    }

    private void check(World world, SharedQueue<byte[]> queue) throws IOException {
        Ledger ledger = Ledger.of(queue);
        ledger.requireAcknowledged(world);
        ledger.requireHandled(directory);
        int unwritten = ledger.requireAcknowledgedOnce(directory);
        assertThat(queue.claims()).isEmpty();
        RecoveryTimes.record("chaos: " + killed + " kills among " + PLACES + " processes, " + atFailpoints
                + " of them at failpoints; messages=" + ledger.keys().size() + ", acknowledged twice=0, never=0"
                + ", by a process that died at once=" + unwritten + "; append recoveries=" + queue.recoveries()
                + ", lock recoveries=" + world.lock.recoveries());
        RecoveryTimes.record("chaos: " + Disorder.of(directory));
    }

    /** Half of the places put, half claim. */
    private void start(int place) {
        places[place] = ForkedJvm.builder(ChaosActor.class)
                .args(
                        domain().toString(),
                        Integer.toString(started++),
                        Integer.toString(place),
                        place % 2 == 0 ? "put" : "claim")
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m")
                .failRandomly(random.nextLong(), DEADLY, POINTS)
                .start();
    }

    private boolean isWorking(int place) {
        return places[place].isAlive() && places[place].reported("started").isPresent();
    }

    private int working() {
        int working = 0;
        for (int place = 0; place < PLACES; place++) {
            working += isWorking(place) ? 1 : 0;
        }
        return working;
    }

    /** How many died at a failpoint since the last look. */
    private int replaceTheDead() {
        int dead = 0;
        for (int place = 0; place < PLACES; place++) {
            if (!places[place].isAlive()) {
                replace(place);
                dead++;
            }
        }
        return dead;
    }

    private int aWorkingOne() {
        int place;
        do {
            place = random.nextInt(PLACES);
        } while (places[place].reported("started").isEmpty());
        return place;
    }

    /** Kills it wherever it is, unless it died at a failpoint already. */
    private void replace(int place) {
        ForkedJvm victim = places[place];
        victim.kill();
        victim.awaitExit(ForkedJvm.EXIT_KILLED, HANG);
        atFailpoints += victim.failpointHits().isEmpty() ? 0 : 1;
        killed++;
        victim.close();
        start(place);
    }

    /** Somebody puts, and somebody claims. */
    private void awaitProgress(World world) {
        for (int kind = 0; kind < 2; kind++) {
            int first = kind;
            long before = operations(world, first);
            await().pollInterval(POLL).atMost(HANG).until(() -> {
                replaceTheDead();
                return operations(world, first) > before + PLACES;
            });
        }
    }

    private static long operations(World world, int first) {
        long operations = 0;
        for (int place = first; place < PLACES; place += 2) {
            operations += world.operations.get(place);
        }
        return operations;
    }

    /** Those who die at a failpoint now are as dead as the others. */
    private void stop(World world) {
        world.stop.set(1);
        for (ForkedJvm jvm : places) {
            int exit = jvm.waitFor(START);
            assertThat(exit == 0
                            || exit == ForkedJvm.EXIT_KILLED
                                    && !jvm.failpointHits().isEmpty())
                    .as("%s ended with %d", jvm, exit)
                    .isTrue();
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
