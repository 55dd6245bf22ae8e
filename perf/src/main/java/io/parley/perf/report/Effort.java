package io.parley.perf.report;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much of everything is measured.
 *
 * @param name what {@link #of} calls it
 * @param forks JVMs for each JMH benchmark of locks and queues; the others get half
 * @param warmUps iterations before those that count
 * @param iterations iterations that count, in each JVM
 * @param iteration how long each is
 * @param runs pairs of JVMs for each round-trip scenario
 * @param warmUp how long each pair of JVMs runs before anything counts
 * @param run how long each phase of a run is
 * @param messages messages in a saturated round
 * @param rounds saturated rounds
 * @param idle how long an idle process is watched
 * @param deaths processes killed for each kind of death
 * @param bareDeaths processes killed with a bare Chronicle document open; each takes 15 s
 */
public record Effort(
        String name,
        int forks,
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
        int bareDeaths) {
    /** Less than eight minutes on two cores. */
    public static final Effort QUICK = new Effort(
            "quick",
            2,
            3,
            4,
            Duration.ofMillis(300),
            3,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            500_000,
            3,
            Duration.ofSeconds(5),
            50,
            1);
    /** About half an hour, for numbers to quote. */
    public static final Effort LONG = new Effort(
            "long",
            4,
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
            1);
    /** Only to see that everything runs; the numbers mean nothing. */
    public static final Effort SMOKE = new Effort(
            "smoke",
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
            0);

    /** One of them, by its name. */
    public static Effort of(String name) {
        return Stream.of(QUICK, LONG, SMOKE)
                .filter(effort -> effort.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no such effort: " + name + ", possible=quick, long, smoke"));
    }
}
