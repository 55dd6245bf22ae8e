package io.parley.perf.report;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of everything is measured.
 *
 * @param name what {@link #of} calls it
 * @param topics what is measured
 * @param forks JVMs for each JMH benchmark of locks and queues
 * @param fewForks JVMs for each other JMH benchmark
 * @param warmUps iterations before those that count
 * @param iterations iterations that count, in each JVM
 * @param iteration how long each is
 * @param runs groups of processes for each round-trip scenario, contest and hand-over
 * @param warmUp how long each group runs before anything counts
 * @param run how long each phase of a run is
 * @param messages messages in a saturated round
 * @param rounds saturated rounds, and rounds of many tasks in each run
 * @param idle how long an idle process is watched
 * @param deaths processes killed for each kind of death
 * @param bareDeaths processes killed with a bare Chronicle document open (each takes 15 s), or inside a bare Chronicle
 *     Map (each takes a minute)
 * @param starts JVMs started for each first use of a map, and for each way to start one
 */
public record Effort(
        String name,
        Set<Topic> topics,
        int forks,
        int fewForks,
        int warmUps,
        int iterations,
        Duration iteration,
        int runs,
        Duration warmUp,
        Duration run,
        long messages,
        int rounds,
        Duration idle,
        int deaths,
        int bareDeaths,
        int starts) {
    /** Messages, in about ten minutes on two cores. */
    public static final Effort QUICK = new Effort(
            "quick",
            EnumSet.of(Topic.MESSAGES),
            3,
            1,
            3,
            3,
            Duration.ofMillis(300),
            5,
            Duration.ofSeconds(1),
            Duration.ofMillis(700),
            300_000,
            5,
            Duration.ofSeconds(5),
            50,
            1,
            0);
    /** Values and synchronisation, in less than eight minutes on two cores. */
    public static final Effort SYNC = new Effort(
            "sync",
            EnumSet.of(Topic.SYNC),
            5,
            5,
            3,
            3,
            Duration.ofMillis(200),
            3,
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            0,
            0,
            Duration.ZERO,
            15,
            0,
            0);
    /** Queues without history, in less than five minutes on two cores. */
    public static final Effort RINGS = new Effort(
            "rings",
            EnumSet.of(Topic.RINGS),
            2,
            2,
            4,
            5,
            Duration.ofMillis(200),
            5,
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            2_000_000,
            3,
            Duration.ZERO,
            0,
            0,
            0);
    /** Maps, in about eight minutes on two cores. */
    public static final Effort MAPS = new Effort(
            "maps",
            EnumSet.of(Topic.MAPS),
            2,
            2,
            3,
            3,
            Duration.ofMillis(300),
            2,
            Duration.ofSeconds(1),
            Duration.ofMillis(700),
            0,
            0,
            Duration.ZERO,
            50,
            1,
            5);
    /** Processes and pools, in about seven minutes on two cores. */
    public static final Effort PROCESSES = new Effort(
            "processes",
            EnumSet.of(Topic.PROCESSES),
            0,
            0,
            0,
            0,
            Duration.ZERO,
            3,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            0,
            5,
            Duration.ZERO,
            20,
            0,
            15);
    /** Managers, in about five minutes on two cores. */
    public static final Effort MANAGERS = new Effort(
            "managers",
            EnumSet.of(Topic.MANAGERS),
            0,
            0,
            0,
            0,
            Duration.ZERO,
            3,
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            0,
            0,
            Duration.ofSeconds(10),
            10,
            0,
            0);
    /** Everything, in about an hour, for numbers to quote. */
    public static final Effort LONG = new Effort(
            "long",
            EnumSet.allOf(Topic.class),
            5,
            5,
            6,
            6,
            Duration.ofMillis(500),
            7,
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            1_000_000,
            9,
            Duration.ofSeconds(10),
            200,
            1,
            20);
    /** Only to see that everything runs; the numbers mean nothing. */
    public static final Effort SMOKE = new Effort(
            "smoke",
            EnumSet.allOf(Topic.class),
            1,
            1,
            1,
            1,
            Duration.ofMillis(20),
            1,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            1_000,
            1,
            Duration.ofMillis(100),
            1,
            0,
            1);

    /** The report: what was agreed on, in less than twenty minutes on two cores. */
    public static final Effort REPORT = new Effort(
            "quick",
            EnumSet.complementOf(EnumSet.of(Topic.DETAILS)),
            2,
            1,
            4,
            3,
            Duration.ofMillis(200),
            3,
            Duration.ofMillis(400),
            Duration.ofMillis(500),
            300_000,
            2,
            Duration.ofSeconds(2),
            5,
            0,
            2);
    /** The report with more of everything, and details, in about an hour. */
    public static final Effort FULL_REPORT = LONG.called("full");
    /** Only to see that the report is written: latencies of messages and hand-overs, without JMH. */
    public static final Effort SMOKE_REPORT = new Effort(
            "smoke",
            EnumSet.of(Topic.MESSAGES),
            0,
            0,
            0,
            0,
            Duration.ZERO,
            1,
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            200,
            1,
            Duration.ofMillis(50),
            0,
            0,
            0);

    private static final List<Effort> RUNS = List.of(QUICK, SYNC, RINGS, MAPS, PROCESSES, MANAGERS, LONG, SMOKE);
    private static final List<Effort> REPORTS = List.of(REPORT, FULL_REPORT, SMOKE_REPORT);

    private Effort called(String other) {
        return new Effort(
                other,
                topics,
                forks,
                fewForks,
                warmUps,
                iterations,
                iteration,
                runs,
                warmUp,
                run,
                messages,
                rounds,
                idle,
                deaths,
                bareDeaths,
                starts);
    }

    /** Whether it is what is measured unless somebody asks for something else. */
    boolean isUsual() {
        return this == QUICK || this == REPORT;
    }

    /** Groups of processes where each measures many rounds, or there are many groups, and takes a minute. */
    int fewRuns() {
        return this == REPORT ? 1 : runs;
    }

    /** Whether parts are left out on which nothing was agreed: there are many, and JVMs take their time to warm up. */
    boolean onlyAgreed() {
        return this == REPORT;
    }

    /** Whether its numbers mean nothing. */
    boolean isSmoke() {
        return this == SMOKE || this == SMOKE_REPORT;
    }

    /** One of those of {@code perf/bin/run}, by its name. */
    public static Effort of(String name) {
        return named(name, RUNS);
    }

    /** One of those of {@code perf/bin/report}, by its name. */
    public static Effort ofReport(String name) {
        return named(name, REPORTS);
    }

    private static Effort named(String name, List<Effort> efforts) {
        return efforts.stream()
                .filter(effort -> effort.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such effort: " + name + ", possible="
                        + efforts.stream().map(Effort::name).collect(Collectors.joining(", "))));
    }
}
