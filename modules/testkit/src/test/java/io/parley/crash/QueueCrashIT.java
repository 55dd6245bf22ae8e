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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed at every step of put, take, claim and ack while a producer and two consumers work: they go on,
 * nothing acknowledged is lost, nothing comes twice but what was claimed, and nobody sees half a message.
 */
@Timeout(120)
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
    private static final int VICTIM = 9;
    /** Passings before the death, so that it falls into the middle of the traffic. */
    private static final int NTH = 20;
    /** More than one Chronicle document holds. */
    private static final int LARGE = 600_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            names = {
                "APPEND_BEFORE_DOCUMENT",
                "APPEND_IN_DOCUMENT",
                "APPEND_IN_PLACE",
                "APPEND_BETWEEN_FRAGMENTS",
                "APPEND_AFTER_DOCUMENT",
                "APPEND_BEFORE_WAKE"
            })
    void shouldGoOnBehindADeadProducer(Failpoint point) throws IOException {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            List<ForkedJvm> survivors = startSurvivors(world);
            String bytes = point == Failpoint.APPEND_BETWEEN_FRAGMENTS ? Integer.toString(LARGE) : "0";
            boolean seldom = point == Failpoint.APPEND_BETWEEN_FRAGMENTS || point == Failpoint.APPEND_IN_DOCUMENT;
            int nth = seldom ? 3 : NTH;
            dieAt(world, point, nth, ProducerActor.class, bytes);

            awaitProgress(world, survivors);
            finish(world, queue, survivors, point);
            assertThat(queue.recoveries()).isEqualTo(point == Failpoint.APPEND_BEFORE_WAKE ? 0 : 1);
            Ledger ledger = Ledger.of(queue);
            ledger.requireAcknowledged(world);
            ledger.requireHandled(directory);
            assertThat(Ledger.redeliveries(directory)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CLAIM_RESERVED", "CLAIM_BEFORE_CURSOR", "CLAIM_AFTER_CURSOR", "CLAIM_HELD", "ACK_BEFORE_RELEASE"})
    void shouldDeliverADeadConsumersClaimAgain(Failpoint point) throws IOException {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            List<ForkedJvm> survivors = startSurvivors(world);
            dieAt(world, point, NTH, ConsumerActor.class);

            awaitProgress(world, survivors);
            finish(world, queue, survivors, point);
            Ledger ledger = Ledger.of(queue);
            ledger.requireAcknowledged(world);
            ledger.requireHandled(directory);
            boolean claimed = point == Failpoint.CLAIM_AFTER_CURSOR || point == Failpoint.CLAIM_HELD;
            assertThat(Ledger.redeliveries(directory)).isEqualTo(claimed ? 1 : 0);
            assertThat(queue.claimed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKE_BEFORE_CURSOR", "TAKE_AFTER_CURSOR"})
    void shouldLoseAtMostWhatADeadConsumerTook(Failpoint point) {
        try (World world = new World(domain(), "test");
                SharedQueue<byte[]> queue = world.queue()) {
            ForkedJvm producer = start(ProducerActor.class, 0, "0");
            ForkedJvm first = start(ConsumerActor.Taking.class, 1);
            ForkedJvm second = start(ConsumerActor.Taking.class, 2);
            List.of(producer, first, second).forEach(jvm -> jvm.awaitReached("ready", START));

            ForkedJvm victim = ForkedJvm.builder(ConsumerActor.Taking.class)
                    .args(domain().toString(), Integer.toString(VICTIM))
                    .jvmFlags(FAST_START)
                    .failAt(point, FailAction.KILL, NTH)
                    .start();
            victim.awaitFailpoint(point, START);
            long then = queue.taken();
            await().atMost(HANG).until(() -> queue.taken() > then + 100);
            stop(world, queue, List.of(producer, first, second));

            Ledger ledger = Ledger.of(queue);
            List<String> taken = new ArrayList<>();
            List.of(first, second, victim).forEach(jvm -> taken.addAll(jvm.reports("taken")));
            assertThat(taken).doesNotHaveDuplicates();
            Set<String> lost = new HashSet<>(ledger.keys());
            taken.forEach(lost::remove);
            assertThat(lost).hasSize(point == Failpoint.TAKE_AFTER_CURSOR ? 1 : 0);
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

    private void dieAt(World world, Failpoint point, int nth, Class<?> main, String... more) {
        ForkedJvm victim = ForkedJvm.builder(main)
                .args(domain().toString(), Integer.toString(VICTIM))
                .args(more)
                .jvmFlags(FAST_START)
                .failAt(point, FailAction.KILL, nth)
                .start();
        FailpointHit hit = victim.awaitFailpoint(point, START);
        world.deathNs.set(hit.monotonicNs());
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

    private static void finish(World world, SharedQueue<byte[]> queue, List<ForkedJvm> survivors, Failpoint point) {
        stop(world, queue, survivors);
        RecoveryTimes.report(point, survivors);
    }
}
