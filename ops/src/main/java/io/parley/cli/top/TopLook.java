package io.parley.cli.top;

import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at all objects of a domain again and again, and says how fast their numbers grow. One thread at a time. */
public final class TopLook {
    private static final double TENTHS = 10;

    private final DomainView view;
    private final LongSupplier clock;
    private final Latencies latencies = new Latencies();
    private Map<String, Seen> last = Map.of();
    private long lastNs;
    private boolean looked;

    /** What an object was at the last look; another one may have its name by now. */
    private record Seen(String generation, Reading reading) {}

    /**
     * To look at a domain.
     *
     * @param clock of ns, such as {@link System#nanoTime}
     */
    public TopLook(DomainView view, LongSupplier clock) {
        this.view = view;
        this.clock = clock;
    }

    /** What there is now, and what came since the last look. */
    public Top next() {
        long now = clock.getAsLong();
        double seconds = (now - lastNs) / (double) TimeUnit.SECONDS.toNanos(1);
        List<ObjectInfo> objects = view.objects();
        latencies.find(objects);
        Map<String, Seen> seen = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (ObjectInfo object : objects) {
            if (!object.isBookkeeping() && !latencies.isPart(object)) {
                ObjectSnapshot snapshot = view.snapshot(object);
                Reading reading = Reading.of(snapshot);
                rows.add(row(object, snapshot, reading, before(object), seconds, latencies.of(object)));
                seen.put(object.file(), new Seen(object.generation(), reading));
            }
        }
        Top found = new Top(
                view.directory(),
                Instant.now(),
                looked ? Optional.of(seconds) : Optional.empty(),
                view.processes(),
                List.copyOf(rows));
        last = seen;
        lastNs = now;
        looked = true;
        return found;
    }

    private Reading before(ObjectInfo object) {
        Seen seen = last.get(object.file());
        return seen == null || !seen.generation.equals(object.generation()) ? null : seen.reading;
    }

    private static Row row(
            ObjectInfo object,
            ObjectSnapshot snapshot,
            Reading now,
            Reading before,
            double seconds,
            List<Row.Latency> latencies) {
        boolean known = before != null;
        return new Row(
                object.name(),
                object.kind(),
                object.file(),
                rate(now.operations(), known ? before.operations() : null, seconds),
                rate(now.taken(), known ? before.taken() : null, seconds),
                rate(now.bytes(), known ? before.bytes() : null, seconds),
                rate(now.waited(), known ? before.waited() : null, seconds),
                Optional.ofNullable(now.depth()),
                now.depthOf(),
                Optional.ofNullable(now.lag()),
                now.waiters(),
                now.holders(),
                latencies,
                snapshot instanceof ObjectSnapshot.Unreadable unreadable ? unreadable.problem() : object.problem());
    }

    private static Optional<Double> rate(Long now, Long before, double seconds) {
        return now == null || before == null || seconds <= 0
                ? Optional.empty()
                : Optional.of(Math.rint(Math.max(0, now - before) / seconds * TENTHS) / TENTHS);
    }
}
