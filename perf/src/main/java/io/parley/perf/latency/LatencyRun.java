package io.parley.perf.latency;

import io.parley.perf.latency.Board.State;
import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.Subject.Place;
import io.parley.perf.rig.ChildJvm;
import io.parley.perf.rig.Pacer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One run of a subject that is in Java: starts the JVMs of its parts, sends them off together, waits until everything
 * that was sent has arrived or nothing moves any more, and collects what they measured. For one thread.
 */
final class LatencyRun implements AutoCloseable {
    /** Time for all to see that it begins. */
    private static final long HEAD_START_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Without any progress for that long, or for the time of some events, what is missing will not come. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final int PATIENCE_EVENTS = 3;

    private final LatencyScenario scenario;
    private final Setup setup;
    private final Board board;
    /** The JVM of each part; several parts may have the same one. */
    private final Map<Integer, ChildJvm> jvms = new LinkedHashMap<>();

    LatencyRun(LatencyScenario scenario, Setup setup) {
        this.scenario = scenario;
        this.setup = setup;
        this.board = Board.open(setup.directory());
    }

    /** Starts everybody, consumers first, and sends them off. */
    void start() {
        int first = scenario.cast() == Cast.PRODUCERS_ONLY ? setup.consumers() : 0;
        List<Integer> parts = IntStream.range(first, setup.parts()).boxed().toList();
        if (scenario.subject(setup.subject()).place() == Place.ONE_JVM) {
            start(parts);
        } else {
            parts.forEach(part -> start(List.of(part)));
        }
        board.start(System.nanoTime() + HEAD_START_NS);
    }

    private void start(List<Integer> parts) {
        List<String> args = new ArrayList<>();
        args.add(PartMain.numbers(parts.stream()));
        args.addAll(setup.toArguments());
        ChildJvm jvm = ChildJvm.start(PartMain.class, List.of(), args);
        parts.forEach(part -> jvms.put(part, jvm));
        jvm.await("ready");
    }

    /** Kills the JVM of a part. */
    void kill(int part) {
        jvms.get(part).kill();
    }

    /** Waits until everything has arrived, or nothing moves. */
    void awaitEnd() {
        long patienceNs = Math.max(PATIENCE_NS, PATIENCE_EVENTS * TimeUnit.SECONDS.toNanos(1) / setup.rate());
        long seen = -1;
        long sinceNs = Math.max(System.nanoTime(), board.startNs());
        while (!hasEnded() && System.nanoTime() - sinceNs < patienceNs) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            if (Thread.interrupted()) {
                throw new IllegalStateException("interrupted while waiting for the end of a run: " + setup);
            }
            long progress = begun() + ended();
            if (progress != seen) {
                seen = progress;
                sinceNs = Math.max(System.nanoTime(), board.startNs());
            }
        }
    }

    private boolean hasEnded() {
        return jvms.keySet().stream().noneMatch(part -> board.state(part) == State.PACED)
                && ended() >= begun() * scenario.repliesToEach(setup);
    }

    private long begun() {
        return jvms.keySet().stream().mapToLong(board::begun).sum();
    }

    /** How many events a part saw the end of so far, warm-up included. */
    long ended(int part) {
        return board.ended(part);
    }

    private long ended() {
        return jvms.keySet().stream().mapToLong(board::ended).sum();
    }

    /** Tells everybody to stop, and collects what they measured. */
    LatencyResult collect() {
        jvms.values().stream().distinct().filter(ChildJvm::isAlive).forEach(LatencyRun::stop);
        Recording sum = new Recording();
        List<Integer> lost = new ArrayList<>();
        jvms.forEach((part, jvm) -> {
            try {
                sum.add(Recording.ofText(jvm.await("part " + part + " ")));
            } catch (IllegalStateException | UncheckedIOException ended) {
                lost.add(part);
            }
        });
        long firstNs = new Pacer(board.startNs(), setup.rate()).intendedNs(setup.firstCounted());
        return LatencyResult.of(setup, scenario.repliesToEach(setup), sum, firstNs, lost);
    }

    private static void stop(ChildJvm jvm) {
        try {
            jvm.tell(PartMain.STOP);
        } catch (UncheckedIOException ended) {
            // what it does not say counts as lost
        }
    }

    @Override
    public void close() {
        jvms.values().stream().distinct().forEach(ChildJvm::close);
    }
}
