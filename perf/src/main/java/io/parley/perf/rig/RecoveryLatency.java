package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From {@code kill -9} of a process until another one has what it held. */
public final class RecoveryLatency {
    private static final int WARM_UP_ROUNDS = 2;
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.io.parley";
    /** Flag of a JVM that is not to report deaths on its console, because deaths are what is measured. */
    static final String HUSH = "-D" + LOG_LEVEL + "=error";

    private static final List<String> FLAGS = List.of(HUSH);
    private static final List<String> FLAGS_WITH_FAILPOINTS = List.of(HUSH, "-Dparley.failpoints=true");
    /** The victim dies at a random moment of the waiter's time slices. */
    private static final long LEAST_WAIT_NS = 30_000_000;

    private static final long RANDOM_WAIT_NS = 40_000_000;
    private static final double NS_PER_MS = 1e6;

    private RecoveryLatency() {}

    /** What dies. */
    public enum Death {
        /** The holder of a {@code SharedLock}. */
        LOCK_HOLDER("SharedLock holder → waiter holds it", Victim.Crime.LOCK),
        /** The holder of a {@code SharedLock} that serves in order of arrival. */
        FAIR_LOCK_HOLDER("fair SharedLock holder → waiter holds it", Victim.Crime.FAIR_LOCK),
        /** The holder of the only permit of a {@code LeasedSemaphore}. */
        PERMIT_HOLDER("LeasedSemaphore holder → waiter has the permit", Victim.Crime.PERMIT),
        /** A party that waits at a {@code SharedBarrier}. */
        BARRIER_PARTY("SharedBarrier party → another is told", Victim.Crime.BARRIER),
        /** A producer with half a message written. */
        APPENDER("producer inside put → another put returns", Victim.Crime.APPEND),
        /** A consumer with a claim. */
        CLAIMER("consumer with a claim → claim delivered again", Victim.Crime.CLAIM),
        /** The holder of a lock of the kernel on a file: the JDK's only lock between processes. */
        FILE_LOCK_HOLDER("java.nio FileLock holder → waiter holds it", Victim.Crime.FILE_LOCK),
        /** A bare Chronicle appender with an open document. */
        CHRONICLE_APPENDER(
                "bare Chronicle writer, document open → another append returns", Victim.Crime.CHRONICLE_APPEND),
        /** A process with half a map entry written. */
        MAP_WRITER("map writer inside put → another put on the key returns", Victim.Crime.MAP_PUT),
        /** A bare Chronicle Map writer with half a value written. */
        CHRONICLE_MAP_WRITER(
                "bare Chronicle Map writer inside put → another put gives up with an exception",
                Victim.Crime.CHRONICLE_MAP_PUT);

        private final String title;
        private final Victim.Crime crime;

        Death(String title, Victim.Crime crime) {
            this.title = title;
            this.crime = crime;
        }

        /** For tables. */
        public String title() {
            return title;
        }

        /** Whether it takes very long, and nothing of ours is in it. */
        public boolean isBare() {
            return this == CHRONICLE_APPENDER || this == CHRONICLE_MAP_WRITER;
        }

        private List<String> flags() {
            return this == APPENDER || this == MAP_WRITER ? FLAGS_WITH_FAILPOINTS : FLAGS;
        }
    }

    /**
     * What came of some rounds.
     *
     * @param ms from the kill to the survivor's success, one for each round, in order
     */
    public record Result(List<Double> ms) {
        /** The middle one. */
        public double medianMs() {
            return Latencies.median(ms);
        }

        /** The longest. */
        public double worstMs() {
            return Collections.max(ms);
        }
    }

    /** Before anything is logged: deaths are what is measured here, so each need not be reported on the console. */
    public static void hushTakeOvers() {
        System.getProperties().putIfAbsent(LOG_LEVEL, "error");
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        hushTakeOvers();
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(
                "death",
                "lock-holder,fair-lock-holder,permit-holder,barrier-party,appender,claimer,map-writer,file-lock-holder");
        defaults.put("rounds", "50");
        defaults.put("chronicle", "1");
        Options options = Options.parseOrExit("RecoveryLatency", defaults, args);
        for (Death death : options.constants("death", Death.class)) {
            print(death, measure(death, options.integer("rounds")));
        }
        if (options.integer("chronicle") > 0) {
            for (Death death : List.of(Death.CHRONICLE_APPENDER, Death.CHRONICLE_MAP_WRITER)) {
                print(death, measure(death, options.integer("chronicle")));
            }
        }
    }

    private static void print(Death death, Result result) {
        System.out.printf(
                "%-62s n=%d  median %.1f ms  worst %.1f ms%n",
                death.title(), result.ms().size(), result.medianMs(), result.worstMs());
    }

    /** That many deaths; before them two that do not count, because the survivor's classes are not loaded yet. */
    public static Result measure(Death death, int rounds) {
        return measure(death, death.isBare() ? 0 : WARM_UP_ROUNDS, rounds);
    }

    static Result measure(Death death, int before, int rounds) {
        List<Double> ms = new ArrayList<>();
        try (Scratch scratch = Scratch.create();
                Scene scene = Scene.of(death.crime, scratch.directory())) {
            for (int round = -before; round < rounds; round++) {
                long ns = die(death, scene, scratch);
                if (round >= 0) {
                    ms.add(ns / NS_PER_MS);
                }
            }
            scene.check(before + rounds);
        }
        return new Result(ms);
    }

    private static long die(Death death, Scene scene, Scratch scratch) {
        scene.prepare();
        try (ChildJvm victim = ChildJvm.start(
                Victim.class,
                death.flags(),
                List.of(death.crime.name(), scratch.directory().toString()))) {
            victim.await("holding");
            Survivor survivor = Survivor.start(scene::survive);
            LockSupport.parkNanos(LEAST_WAIT_NS + ThreadLocalRandom.current().nextLong(RANDOM_WAIT_NS));
            long killedNs = victim.kill();
            long gotNs = survivor.gotNs();
            if (gotNs - killedNs < 0) {
                throw new IllegalStateException("the survivor did not wait: it had what the victim held "
                        + TimeUnit.NANOSECONDS.toMicros(killedNs - gotNs) + " µs before the kill, death=" + death);
            }
            victim.awaitEnd();
            return gotNs - killedNs;
        }
    }
}
