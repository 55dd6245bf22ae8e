package io.parley.perf.rig;

import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Scratch;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JVM sends, another receives: first as fast as it goes (throughput), then on a schedule (latency from the time at
 * which each message should have gone out; both JVMs read the kernel's one monotonic clock).
 */
public final class OneWayLatency {
    private static final double NS_PER_SECOND = 1e9;
    private static final double RATE_MET = 0.99;

    private final Endpoint near;
    private final Payload order;

    private OneWayLatency(Endpoint near, int bytes) {
        this.near = near;
        this.order = new Payload(bytes);
    }

    /**
     * What came of one pair of JVMs.
     *
     * @param messagesPerSecond saturated, from the start to the last message's arrival; one for each round
     * @param onSchedule latencies from the intended sending time
     * @param wantedRate messages a second that the schedule asked for
     * @param achievedRate messages a second that arrived
     * @param cpuNs processor time of both sides for each message of the saturated rounds; whatever else their JVMs do
     *     is in it
     */
    public record Result(
            List<Double> messagesPerSecond, Latencies onSchedule, long wantedRate, double achievedRate, double cpuNs) {
        /** Whether the schedule was too fast. */
        public boolean rateMissed() {
            return achievedRate < RATE_MET * wantedRate;
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("transport", "parley,chronicle,socket,heap");
        defaults.put("wait", "spin,adaptive,block");
        defaults.put("bytes", "32");
        defaults.put("messages", "1000000");
        defaults.put("rounds", "3");
        defaults.put("rate", "100000");
        defaults.put("seconds", "3");
        Options options = Options.parseOrExit("OneWayLatency", defaults, args);
        for (Scenario scenario : Scenario.all(
                options.constants("transport", Transport.class),
                options.constants("wait", Wait.class),
                options.integer("bytes"))) {
            System.out.println(scenario.title() + ", " + scenario.bytes() + " B");
            print(measure(
                    scenario,
                    options.number("messages"),
                    options.integer("rounds"),
                    options.number("rate"),
                    options.seconds("seconds")));
        }
    }

    private static void print(Result result) {
        for (double each : result.messagesPerSecond()) {
            System.out.printf("  saturated      %,.0f messages/s%n", each);
        }
        System.out.println("  on schedule    " + result.onSchedule());
        if (result.rateMissed()) {
            System.out.printf(
                    "  RATE MISSED: WANTED %,d/S, ACHIEVED %,.0f/S. LATENCIES SHOW THE BACKLOG, NOT THE QUEUE%n",
                    result.wantedRate(), result.achievedRate());
        }
    }

    /** One pair of JVMs: two rounds to warm up, then {@code rounds} saturated ones, then one on schedule. */
    public static Result measure(Scenario scenario, long messages, int rounds, long rate, Duration duration) {
        try (Scratch scratch = Scratch.create()) {
            Link link = scenario.transport().link(scratch.directory(), scenario.waiting(), scenario.bytes());
            try (Endpoint near = link.near();
                    Peer peer = Peer.start(link, Peer.Role.SOURCE, scenario, rate, scratch.directory())) {
                OneWayLatency rig = new OneWayLatency(near, scenario.bytes());
                rig.saturate(messages);
                rig.saturate(messages);
                List<Double> saturated = new ArrayList<>();
                long beforeNs = peer.processorNs();
                for (int i = 0; i < rounds; i++) {
                    saturated.add(rig.saturate(messages));
                }
                double cpuNs = (double) (peer.processorNs() - beforeNs) / (messages * rounds);
                Result result = rig.onSchedule(saturated, rate, duration, cpuNs);
                peer.stop(near);
                return result;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("one-way run failed: " + scenario.title(), e);
        }
    }

    private double saturate(long messages) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        near.send(order.stamp(messages));
        for (long expected = 0; expected < messages; expected++) {
            long stamp = near.receive().stamp();
            if (stamp != expected) {
                throw new IllegalStateException("messages out of order: found=" + stamp + ", expected=" + expected);
            }
        }
        return messages * NS_PER_SECOND / (System.nanoTime() - startNs);
    }

    private Result onSchedule(List<Double> saturated, long rate, Duration duration, double cpuNs)
            throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long messages = Math.max(2, (long) (duration.toNanos() / NS_PER_SECOND * rate));
        near.send(order.stamp(-messages));
        long firstNs = 0;
        long receivedNs = 0;
        for (long i = 0; i < messages; i++) {
            long intendedNs = near.receive().stamp();
            receivedNs = System.nanoTime();
            firstNs = i == 0 ? intendedNs : firstNs;
            latencies.record(receivedNs - intendedNs);
        }
        double achieved = (messages - 1) * NS_PER_SECOND / (receivedNs - firstNs);
        return new Result(saturated, latencies.ended(), rate, achieved, cpuNs);
    }
}
