package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.perf.rig.IdleCost.Waiter;
import io.parley.perf.rig.MapStartUp.Start;
import io.parley.perf.rig.PoolLatency.Handing;
import io.parley.perf.rig.PoolThroughput.Job;
import io.parley.perf.rig.RecoveryLatency.Death;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rig, for a moment: do the numbers make sense at all? Nothing here says that they are good. */
@Timeout(120)
class RigsIT {
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int BYTES = 32;

    @BeforeAll
    static void hush() {
        RecoveryLatency.hushTakeOvers();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {
                "PARLEY",
                "TRANSIENT",
                "TRANSIENT_MANY",
                "MANY_TO_ONE",
                "AERON",
                "PIPE",
                "SOCKET",
                "TCP",
                "DISRUPTOR",
                "HEAP"
            })
    void shouldMeasureRoundTrips(Transport transport) {
        RoundTripLatency.Result result = RoundTripLatency.measure(scenario(transport), 1_000, MOMENT, MOMENT);

        assertThat(result.backToBack().count()).isPositive();
        assertThat(result.backToBack().maxUs())
                .isGreaterThanOrEqualTo(result.backToBack().percentileUs(50));
        assertThat(result.service().count()).isBetween(1L, 50L);
        assertThat(result.response().count()).isEqualTo(result.service().count());
        assertThat(result.response().maxUs()).isGreaterThan(0);
        assertThat(result.achievedRate()).isPositive();
    }

    @Test
    void shouldMeasureThroughput() {
        OneWayLatency.Result result = OneWayLatency.measure(scenario(Transport.PARLEY), 1_000, 2, 10_000, MOMENT);

        assertThat(result.messagesPerSecond()).hasSize(2).allMatch(rate -> rate > 0);
        assertThat(result.onSchedule().count()).isEqualTo(500);
        assertThat(result.achievedRate()).isPositive();
    }

    @Test
    void shouldMeasureWhatCompetitorsLose() {
        CompetingConsumers.Result result = CompetingConsumers.measure(32, 1_000, 2);

        assertThat(result.alone()).hasSize(2).allMatch(rate -> rate > 0);
        assertThat(result.together()).hasSize(2).allMatch(rate -> rate > 0);
    }

    @Test
    void shouldMeasureWhatAWaiterCosts() {
        IdleCost.Result result = IdleCost.measure(Waiter.QUEUE_TAKE, Duration.ofMillis(200));

        assertThat(result.threadPercent()).isGreaterThanOrEqualTo(0);
        assertThat(result.processPercent()).isGreaterThanOrEqualTo(result.threadPercent());
    }

    @ParameterizedTest
    @EnumSource(RemoteKind.class)
    void shouldMeasureRequestsToAnotherJvm(RemoteKind kind) {
        assumeThat(RemoteTrips.isPresent(kind)).as("python3 is there").isTrue();

        for (boolean tls : kind.isOverTls() ? List.of(false, true) : List.of(false)) {
            RemoteTrips.Result result = RemoteTrips.measure(kind, tls, MOMENT, MOMENT);

            assertThat(result.oneByOne().count()).isPositive();
            assertThat(result.perSecond() > 0).isEqualTo(kind.isPipelined());
        }
    }

    @Test
    void shouldMeasureWhatIdleSessionsCost() {
        IdleSessions.Result result = IdleSessions.measure(20, Duration.ofMillis(200));

        assertThat(result.percent()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void shouldMeasureHowLongALostClientHoldsALock() {
        assertThat(LostClient.measure(1)).hasSize(1).allMatch(ms -> ms > 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Death.class,
            names = {"FAIR_LOCK_HOLDER", "PERMIT_HOLDER", "BARRIER_PARTY", "APPENDER", "CLAIMER", "MAP_WRITER"})
    void shouldMeasureHowLongTheLivingWaitForTheDead(Death death) {
        RecoveryLatency.Result result = RecoveryLatency.measure(death, 0, 1);

        assertThat(result.ms()).hasSize(1).allMatch(ms -> ms > 0);
        assertThat(result.worstMs()).isEqualTo(result.medianMs());
    }

    @ParameterizedTest
    @EnumSource(Contender.class)
    void shouldMeasureContests(Contender contender) {
        assumeThat(contender.isPresent()).as(contender.title()).isTrue();

        ContendedCounter.Result result = ContendedCounter.measure(contender, 2, MOMENT, MOMENT);

        assertThat(result.perSecond()).hasSize(2).allMatch(rate -> rate >= 0);
        assertThat(result.total()).isPositive();
        assertThat(result.longestWaitMs()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = HandOver.class,
            names = {
                "SEMAPHORE_BLOCK",
                "EVENT_BLOCK",
                "FUTEX_BLOCK",
                "FUTEX_TOGETHER",
                "WORDS_SPIN",
                "PYTHON_SEMAPHORE",
                "PIPE_BLOCK",
                "SOCKET",
                "PYTHON_PIPE"
            })
    void shouldMeasureHandOvers(HandOver handOver) {
        assumeThat(handOver.isPresent()).as(handOver.title()).isTrue();

        Latencies latencies = HandOverLatency.measure(handOver, MOMENT, MOMENT);

        assertThat(latencies.count()).isPositive();
        assertThat(latencies.percentileUs(50)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = MapContender.class,
            names = {"PARLEY", "PYTHON"})
    void shouldMeasureContestsOnAMap(MapContender contender) {
        assumeThat(contender.isPresent()).as(contender.title()).isTrue();

        MapContest.Result result =
                MapContest.measure(contender, List.of(MapTask.INCREMENT, MapTask.INCREMENT), 64, MOMENT, MOMENT);

        assertThat(result.perSecond()).hasSize(2).allMatch(rate -> rate >= 0);
        assertThat(result.total()).isPositive();
    }

    @Test
    void shouldMeasureAReaderBesideAWriter() {
        MapContest.Result result =
                MapContest.measure(MapContender.PARLEY, List.of(MapTask.GET, MapTask.PUT), 64, MOMENT, MOMENT);

        assertThat(result.perSecond()).hasSize(2).allMatch(rate -> rate >= 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Start.class,
            names = {"PARLEY_OPEN", "PARLEY_CREATE"})
    void shouldMeasureTheFirstMapOfAJvm(Start start) {
        assertThat(MapStartUp.measure(start)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = PoolKind.class,
            names = {"PARLEY_BLOCK", "THREADS", "PYTHON"})
    void shouldMeasureEmptyTasks(PoolKind kind) {
        assumeThat(kind.isPresent()).as(kind.title()).isTrue();

        for (Handing handing : Handing.values()) {
            Latencies latencies = PoolLatency.measure(kind, handing, MOMENT, MOMENT);

            assertThat(latencies.count()).isPositive();
            assertThat(latencies.percentileUs(50)).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PoolKind.class,
            names = {"PARLEY_ADAPTIVE", "THREADS", "PYTHON"})
    void shouldMeasureManyTasks(PoolKind kind) {
        assumeThat(kind.isPresent()).as(kind.title()).isTrue();

        assertThat(PoolThroughput.measure(kind, Job.MAP, 2, 1_000, 2))
                .hasSize(2)
                .allMatch(seconds -> seconds > 0);
        assertThat(PoolThroughput.measure(kind, Job.WORK, 2, 10, 2))
                .hasSize(2)
                .allMatch(seconds -> seconds >= 10 * 0.001 / 2);
    }

    @Test
    void shouldMeasureWhatTheDeathOfAWorkerCosts() {
        PoolRecovery.Result result = PoolRecovery.measure(2, 0, 1);

        assertThat(result.failedMs()).hasSize(1).allMatch(ms -> ms > 0);
        assertThat(result.fullMs()).hasSize(1);
        assertThat(result.fullMs().get(0)).isGreaterThan(result.failedMs().get(0));
    }

    @Test
    void shouldMeasureAFreeMutexOfC() {
        assumeThat(MutexPair.isPresent()).as(MutexPair.absence()).isTrue();

        assertThat(MutexPair.measure(1, 3, Duration.ofMillis(5))).hasSize(3).allMatch(ns -> ns > 0);
    }

    private static Scenario scenario(Transport transport) {
        Wait waiting = Stream.of(Wait.ADAPTIVE, Wait.BLOCK, Wait.SPIN)
                .filter(transport::supports)
                .findFirst()
                .orElseThrow();
        return new Scenario(transport, waiting, BYTES);
    }
}
