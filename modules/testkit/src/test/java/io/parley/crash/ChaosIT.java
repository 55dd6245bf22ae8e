package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailpointHit;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that put, claim and lock are killed at random, some at a failpoint and some just anywhere, while three
 * others work all the time. {@code -Dparley.chaos.rounds=} sets how many die, {@code -Dparley.seed=} repeats a run.
 */
@Timeout(600)
@ExtendWith(CrashTestWatcher.class)
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("parley.chaos.rounds", 60);
    private static final int AT_A_TIME = 4;
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
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

    @Test
    void shouldSurviveRandomKills() throws IOException {
        SplittableRandom random = new SplittableRandom(Seeds.current());
        try (World world = new World(directory.resolve("domain"), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            // given a producer, a consumer and a locker that nobody kills
            List<ForkedJvm> survivors = List.of(
                    start(ProducerActor.class, 0, "0"), start(ConsumerActor.class, 1), start(LockActor.class, 2));
            survivors.forEach(jvm -> jvm.awaitReached("ready", START));

            // when others are killed, again and again, several of them at the same time
            int killed = 0;
            int atFailpoints = 0;
            while (killed < ROUNDS) {
                List<ForkedJvm> victims = new ArrayList<>();
                for (int i = 0; i < Math.min(AT_A_TIME, ROUNDS - killed); i++) {
                    victims.add(startVictim(3 + killed + i, random));
                }
                for (ForkedJvm victim : victims) {
                    atFailpoints += kill(victim, random) ? 1 : 0;
                }
                killed += victims.size();
                awaitProgress(world, survivors);
            }

            // then the three go on to the end, and the books agree
            world.stop.set(1);
            survivors.get(0).awaitExit(0, HANG);
            queue.closeForWriting();
            survivors.forEach(jvm -> jvm.awaitExit(0, HANG));
            Ledger ledger = Ledger.of(queue);
            ledger.requireAcknowledged(world);
            ledger.requireHandled(directory);
            assertThat(queue.claimed()).isZero();
            RecoveryTimes.record("chaos: " + killed + " killed, " + atFailpoints + " of them at failpoints; messages="
                    + ledger.keys().size() + ", redelivered=" + Ledger.redeliveries(directory) + ", append recoveries="
                    + queue.recoveries() + ", lock recoveries=" + world.lock.recoveries());
        }
    }

    private ForkedJvm startVictim(int actor, SplittableRandom random) {
        // Half of them need no queue and start in a moment.
        Class<?> main = random.nextBoolean() ? ChaosActor.class : LockActor.class;
        return ForkedJvm.builder(main)
                .args(directory.resolve("domain").toString(), Integer.toString(actor))
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                .failRandomly(random.nextLong(), 0.002, POINTS)
                .start();
    }

    /** Lets it work for a moment; if it did not die at a failpoint by then, kills it wherever it is. */
    private static boolean kill(ForkedJvm victim, SplittableRandom random) {
        Duration moment = Duration.ofMillis(20 + random.nextInt(100));
        await().pollInterval(Duration.ofMillis(5))
                .atMost(START)
                .until(() -> !victim.isAlive() || victim.reported("started").isPresent());
        await().pollDelay(moment).atMost(START).until(() -> true);
        victim.kill();
        List<FailpointHit> hits = victim.failpointHits();
        return !hits.isEmpty();
    }

    private ForkedJvm start(Class<?> main, int actor, String... more) {
        return ForkedJvm.builder(main)
                .args(directory.resolve("domain").toString(), Integer.toString(actor))
                .args(more)
                .start();
    }

    private static void awaitProgress(World world, List<ForkedJvm> survivors) {
        for (int actor = 0; actor < survivors.size(); actor++) {
            int index = actor;
            long before = world.operations.get(actor);
            await().atMost(HANG)
                    .until(() -> !survivors.get(index).isAlive() || world.operations.get(index) > before + 5);
            assertThat(survivors.get(index).isAlive())
                    .as(survivors.get(index).toString())
                    .isTrue();
        }
    }
}
