package io.parley.cli.bench;

import io.parley.Parley;
import io.parley.cli.bench.Measured.Trip;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** To another JVM and back, one trip after the other, by every route. */
final class RoundTrips {
    private static final String OVER = "over";
    private static final double NS_PER_US = 1e3;
    private static final int DIGITS = 3;
    /** Trips before anything counts, however long they take. */
    private static final int WARM_UP = 5_000;

    private RoundTrips() {}

    /** Measures each for that long. */
    static List<Trip> measure(Parley parley, long eachNs) throws IOException, InterruptedException {
        List<Trip> trips = new ArrayList<>();
        for (Route route : Route.values()) {
            SharedLong over = parley.longValue(OVER);
            over.set(0);
            try (ParleyProcess other = parley.process("bench-" + route.ordinal(), () -> answer(parley, route))
                    .start()) {
                Histogram histogram = travel(route.open(parley, true), over, eachNs);
                other.join();
                trips.add(trip(route, histogram));
            }
        }
        return trips;
    }

    private static Histogram travel(Line line, SharedLong over, long eachNs) throws IOException, InterruptedException {
        try (line) {
            repeat(line, new Histogram(DIGITS), eachNs / 2, WARM_UP); // until compiled
            Histogram histogram = new Histogram(DIGITS);
            repeat(line, histogram, eachNs, 1);
            over.set(1);
            line.send();
            return histogram;
        }
    }

    private static void repeat(Line line, Histogram histogram, long forNs, int least)
            throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        long sentNs;
        do {
            sentNs = System.nanoTime();
            line.send();
            line.receive();
            histogram.recordValue(System.nanoTime() - sentNs);
        } while (histogram.getTotalCount() < least || sentNs - beginNs < forNs);
    }

    /** What the other JVM does. */
    private static void answer(Parley parley, Route route) throws IOException, InterruptedException {
        SharedLong over = parley.longValue(OVER);
        try (Line line = route.open(parley, false)) {
            line.receive();
            while (over.get() == 0) {
                line.send();
                line.receive();
            }
        }
    }

    private static Trip trip(Route route, Histogram histogram) {
        return new Trip(
                route.title,
                route == Route.SOCKET,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / NS_PER_US,
                histogram.getValueAtPercentile(90) / NS_PER_US,
                histogram.getValueAtPercentile(99) / NS_PER_US,
                histogram.getValueAtPercentile(99.9) / NS_PER_US,
                histogram.getMaxValue() / NS_PER_US);
    }
}
