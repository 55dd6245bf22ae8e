package io.parley.perf.rig;

import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Scratch;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ping-pong between two JVMs: there through one queue, back through another. First back to back, then on a schedule,
 * where each latency counts from the time at which the message <em>should</em> have gone out: a stall is charged to
 * every message it delayed.
 */
public final class RoundTripLatency {
    private static final double RATE_MET = 0.99;
    private static final long WARM_UP_TRIPS = 20_000;
    private static final double NS_PER_SECOND = 1e9;

    private final Endpoint near;
    private final Payload ping;

    private RoundTripLatency(Endpoint near, int bytes) {
        this.near = near;
        this.ping = new Payload(bytes).stamp(1);
    }

    /**
     * What came of one run.
     *
     * @param backToBack each trip starts when the one before is over
     * @param service on the schedule, from the actual start of each trip
     * @param response on the schedule, from the intended start
     * @param wantedRate trips a second that the schedule asked for
     * @param achievedRate trips a second that there were
     * @param cpuNs processor time of both sides for each trip, back to back; whatever else their JVMs do is in it
     */
    public record Result(
            Latencies backToBack,
            Latencies service,
            Latencies response,
            long wantedRate,
            double achievedRate,
            double cpuNs) {
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
        defaults.put("rate", "20000");
        defaults.put("warmup", "2.5");
        defaults.put("seconds", "5");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("RoundTripLatency", defaults, args);
        for (Scenario scenario : Scenario.all(
                options.constants("transport", Transport.class),
                options.constants("wait", Wait.class),
                options.integer("bytes"))) {
            System.out.println(scenario.title() + ", " + scenario.bytes() + " B");
            for (int run = 1; run <= options.integer("runs"); run++) {
                print(measure(scenario, options.number("rate"), options.seconds("warmup"), options.seconds("seconds")));
            }
        }
    }

    private static void print(Result result) {
        System.out.println("  back to back   " + result.backToBack());
        System.out.println("  service time   " + result.service());
        System.out.println("  response time  " + result.response());
        if (result.rateMissed()) {
            System.out.printf(
                    "  RATE MISSED: WANTED %,d/S, ACHIEVED %,.0f/S. RESPONSE TIMES SHOW THE BACKLOG, NOT THE QUEUE%n",
                    result.wantedRate(), result.achievedRate());
        }
    }

    /** One run with a new pair of JVMs. */
    public static Result measure(Scenario scenario, long rate, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create()) {
            Link link = scenario.transport().link(scratch.directory(), scenario.waiting(), scenario.bytes());
            try (Endpoint near = link.near();
                    Peer peer = Peer.start(link, Peer.Role.ECHO, scenario, rate, scratch.directory())) {
                RoundTripLatency rig = new RoundTripLatency(near, scenario.bytes());
                rig.warmUp(warmUp);
                long beforeNs = peer.processorNs();
                Latencies backToBack = rig.backToBack(duration);
                double cpuNs = (double) (peer.processorNs() - beforeNs) / backToBack.count();
                Result result = rig.onSchedule(rate, duration, backToBack, cpuNs);
                peer.stop(near);
                return result;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("round trip failed: " + scenario.title(), e);
        }
    }

    private void trip() throws IOException, InterruptedException {
        near.send(ping);
        near.receive();
    }

    private void warmUp(Duration duration) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + duration.toNanos();
        for (long i = 0; i < WARM_UP_TRIPS && endNs - System.nanoTime() > 0; i++) {
            trip();
        }
        backToBack(Duration.ofNanos(Math.max(0, endNs - System.nanoTime())));
    }

    private Latencies backToBack(Duration duration) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long sentNs = System.nanoTime();
        long endNs = sentNs + duration.toNanos();
        while (endNs - sentNs > 0) {
            trip();
            long receivedNs = System.nanoTime();
            latencies.record(receivedNs - sentNs);
            sentNs = receivedNs;
        }
        return latencies.ended();
    }

    private Result onSchedule(long rate, Duration duration, Latencies backToBack, double cpuNs)
            throws IOException, InterruptedException {
        Latencies service = new Latencies();
        Latencies response = new Latencies();
        long trips = Math.max(1, (long) (duration.toNanos() / NS_PER_SECOND * rate));
        Pacer pacer = new Pacer(rate);
        long firstNs = pacer.intendedNs(0);
        long receivedNs = firstNs;
        for (long i = 0; i < trips && receivedNs - firstNs < 2 * duration.toNanos(); i++) {
            long intendedNs = pacer.await(i);
            long sentNs = System.nanoTime();
            trip();
            receivedNs = System.nanoTime();
            service.record(receivedNs - sentNs);
            response.record(receivedNs - intendedNs);
        }
        double achieved = service.count() * NS_PER_SECOND / (receivedNs - firstNs);
        return new Result(backToBack, service.ended(), response.ended(), rate, achieved, cpuNs);
    }
}
