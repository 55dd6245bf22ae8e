package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.FailpointHit;
import io.parley.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed at every step of put, take, claim and ack while a producer and two consumers work: they go on,
 * nothing acknowledged is lost, nothing comes twice but what was claimed, and nobody sees half a message.
 */
@Timeout(240)
@ExtendWith(CrashTestWatcher.class)
@KillsAt({
    Failpoint.APPEND_BEFORE_DOCUMENT,
    Failpoint.APPEND_IN_DOCUMENT,
    Failpoint.APPEND_IN_PLACE,
    Failpoint.APPEND_BETWEEN_FRAGMENTS,
    Failpoint.APPEND_AFTER_DOCUMENT,
    Failpoint.APPEND_BEFORE_WAKE,
    Failpoint.CLAIM_RESERVED,
    Failpoint.CLAIM_BEFORE_CURSOR,
    Failpoint.CLAIM_AFTER_CURSOR,
    Failpoint.CLAIM_HELD,
    Failpoint.ACK_BEFORE_RELEASE,
    Failpoint.TAKE_BEFORE_CURSOR,
    Failpoint.TAKE_AFTER_CURSOR
})
class QueueCrashIT {
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String[] FAST_START = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"};
    /** Passings before the death, so that it falls into the middle of the traffic. */
    private static final int NTH = 20;
    /** More than one Chronicle document holds. */
    private static final int LARGE = 600_000;

    @TempDir
    Path directory;

    private int nextVictim = 9;

    @Test
    void shouldGoOnBehindDeadProducers() throws IOException {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            List<ForkedJvm> survivors = startSurvivors(world);
            for (Failpoint point : List.of(
                    Failpoint.APPEND_BEFORE_DOCUMENT,
                    Failpoint.APPEND_IN_DOCUMENT,
                    Failpoint.APPEND_IN_PLACE,
                    Failpoint.APPEND_BETWEEN_FRAGMENTS,
                    Failpoint.APPEND_AFTER_DOCUMENT,
                    Failpoint.APPEND_BEFORE_WAKE)) {
                String bytes = point == Failpoint.APPEND_BETWEEN_FRAGMENTS ? Integer.toString(LARGE) : "0";
                boolean seldom = point == Failpoint.APPEND_BETWEEN_FRAGMENTS || point == Failpoint.APPEND_IN_DOCUMENT;
                long recoveries = queue.recoveries();
                dieAt(world, point, seldom ? 3 : NTH, ProducerActor.class, bytes);

                awaitProgress(world, survivors);
                assertThat(queue.recoveries() - recoveries)
                        .as("recoveries behind a death at %s", point)
                        .isEqualTo(point == Failpoint.APPEND_BEFORE_WAKE ? 0 : 1);
            }
            finish(world, queue, survivors, "behind dead producers");
            Ledger ledger = Ledger.of(queue);
            ledger.requireAcknowledged(world);
            ledger.requireHandled(directory);
            assertThat(Ledger.redeliveries(directory)).isZero();
        }
    }

    @Test
    void shouldDeliverDeadConsumersClaimsAgain() throws IOException {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            List<ForkedJvm> survivors = startSurvivors(world);
            for (Failpoint point : List.of(
                    Failpoint.CLAIM_RESERVED,
                    Failpoint.CLAIM_BEFORE_CURSOR,
                    Failpoint.CLAIM_AFTER_CURSOR,
                    Failpoint.CLAIM_HELD,
                    Failpoint.ACK_BEFORE_RELEASE)) {
                long redeliveries = Ledger.redeliveries(directory);
                dieAt(world, point, NTH, ConsumerActor.class);

                awaitProgress(world, survivors);
                boolean claimed = point == Failpoint.CLAIM_AFTER_CURSOR || point == Failpoint.CLAIM_HELD;
                await("redelivery after " + point)
                        .atMost(HANG)
                        .until(() -> Ledger.redeliveries(directory) - redeliveries == (claimed ? 1 : 0));
            }
            finish(world, queue, survivors, "behind dead consumers");
            Ledger ledger = Ledger.of(queue);
            ledger.requireAcknowledged(world);
            ledger.requireHandled(directory);
            assertThat(Ledger.redeliveries(directory)).isEqualTo(2);
            assertThat(queue.claimed()).isZero();
        }
    }

    @Test
    void shouldLoseAtMostWhatADeadConsumerTook() {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            List<ForkedJvm> survivors = List.of(
                    start(ProducerActor.class, 0, "0"),
                    start(ConsumerActor.Taking.class, 1),
                    start(ConsumerActor.Taking.class, 2));
            survivors.forEach(jvm -> jvm.awaitReached("ready", START));
            List<ForkedJvm> takers = new ArrayList<>(survivors.subList(1, 3));
            for (Failpoint point : List.of(Failpoint.TAKE_BEFORE_CURSOR, Failpoint.TAKE_AFTER_CURSOR)) {
                takers.add(dieAt(world, point, NTH, ConsumerActor.Taking.class));
                long then = queue.taken();
                await().atMost(HANG).until(() -> queue.taken() > then + 100);
            }
            stop(world, queue, survivors);

            List<String> taken = new ArrayList<>();
            takers.forEach(jvm -> taken.addAll(jvm.reports("taken")));
            assertThat(taken).doesNotHaveDuplicates();
            Set<String> lost = new HashSet<>(Ledger.of(queue).keys());
            taken.forEach(lost::remove);
            assertThat(lost).as("taken by who died behind the cursor").hasSize(1);
        }
    }

    private List<ForkedJvm> startSurvivors(World world) {
        List<ForkedJvm> survivors = List.of(
                start(ProducerActor.class, 0, "0"), start(ConsumerActor.class, 1), start(ConsumerActor.class, 2));
        survivors.forEach(jvm -> jvm.awaitReached("ready", START));
        awaitProgress(world, survivors);
        return survivors;
    }

    private ForkedJvm start(Class<?> main, int actor, String... more) {
        return ForkedJvm.builder(main)
                .args(domain().toString(), Integer.toString(actor))
                .args(more)
                .jvmFlags(FAST_START)
                .start();
    }

    private ForkedJvm dieAt(World world, Failpoint point, int nth, Class<?> main, String... more) {
        ForkedJvm victim = ForkedJvm.builder(main)
                .args(domain().toString(), Integer.toString(nextVictim++))
                .args(more)
                .jvmFlags(FAST_START)
                .failAt(point, FailAction.KILL, nth)
                .start();
        FailpointHit hit = victim.awaitFailpoint(point, START);
        world.deathNs.set(hit.monotonicNs());
        return victim;
    }

    private Path domain() {
        return directory.resolve("domain");
    }

    private static void awaitProgress(World world, List<ForkedJvm> survivors) {
        for (int actor = 0; actor < survivors.size(); actor++) {
            int index = actor;
            long before = world.operations.get(actor);
            await().atMost(HANG).until(() -> world.operations.get(index) > before + 100);
        }
    }

    private static void stop(World world, SharedQueue<byte[]> queue, List<ForkedJvm> survivors) {
        world.stop.set(1);
        survivors.get(0).awaitExit(0, HANG);
        queue.closeForWriting();
        survivors.forEach(jvm -> jvm.awaitExit(0, HANG));
        assertThat(queue.isDrained()).isTrue();
    }

    private static void finish(World world, SharedQueue<byte[]> queue, List<ForkedJvm> survivors, String what) {
        stop(world, queue, survivors);
        RecoveryTimes.report(what, survivors);
    }
}
