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
    private static final int ROUNDS = Integer.getInteger("parley.chaos.rounds", 15);
    private static final int PLACES = 8;
    /** So many work at any time; the others are just coming up. */
    private static final int WORKING = 5;

    private static final int LOOKS_EVERY = 10;
    private static final double DEADLY = 0.0004;
    private static final Duration HANG = Duration.ofSeconds(120);
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

    @Test
    void shouldAcknowledgeEveryMessageOnceThroughRandomKills() throws Exception {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue();
                Journal journal = Journal.open(directory)) {
            Crew crew = new Crew(PLACES, random, this::start);
            for (int looked = 0; crew.killed() < ROUNDS; looked++) {
                crew.awaitWorking(WORKING);
                crew.killAnyone();
                if (looked % LOOKS_EVERY == LOOKS_EVERY - 1) {
                    awaitProgress(crew, world);
                }
            }
            awaitProgress(crew, world);
            world.stop.set(1);
            crew.awaitEnd();
            queue.closeForWriting();
            while (!queue.isDrained()) {
                ChaosActor.consume(queue, journal, Duration.ofMillis(20), 0);
            }
            check(crew, world, queue);
        }
    }

    private void check(Crew crew, World world, SharedQueue<byte[]> queue) throws IOException {
        Ledger ledger = Ledger.of(queue);
        ledger.requireAcknowledged(world);
        ledger.requireHandled(directory);
        int unwritten = ledger.requireAcknowledgedOnce(directory);
        assertThat(queue.claims()).isEmpty();
        RecoveryTimes.record("chaos: " + crew.killed() + " kills among " + PLACES + " processes, " + crew.atFailpoints()
                + " of them at failpoints; messages=" + ledger.keys().size() + ", acknowledged twice=0, never=0"
                + ", by a process that died at once=" + unwritten + "; append recoveries=" + queue.recoveries()
                + ", lock recoveries=" + world.lock.recoveries());
        RecoveryTimes.record("chaos: " + Disorder.of(directory));
    }

    /** Half of the places put, half claim. */
    private ForkedJvm start(int place, int actor) {
        return ForkedJvm.builder(ChaosActor.class)
                .allCompilers()
                .args(
                        domain().toString(),
                        Integer.toString(actor),
                        Integer.toString(place),
                        place % 2 == 0 ? "put" : "claim")
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m")
                .failRandomly(random.nextLong(), DEADLY, POINTS)
                .start();
    }

    /** Somebody puts, and somebody claims. */
    private static void awaitProgress(Crew crew, World world) {
        for (int kind = 0; kind < 2; kind++) {
            int first = kind;
            long before = operations(world, first);
            await().pollInterval(POLL).atMost(HANG).until(() -> {
                crew.replaceTheDead();
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

    private Path domain() {
        return directory.resolve("domain");
    }
}
