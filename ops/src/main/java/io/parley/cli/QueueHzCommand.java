package io.parley.cli;

import io.parley.cli.output.Json;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley queue hz}. */
@Command(
        name = "hz",
        mixinStandardHelpOptions = true,
        description = {
            "Says how many messages are put into a queue and taken from it each second.",
            "From the queue's counters, which cost nobody anything. Ends when the queue is deleted, with exit "
                    + "code 4."
        })
final class QueueHzCommand implements Callable<Integer> {
    static final String SCHEMA = "parley/queue-hz/1";

    @Parameters(index = "0", paramLabel = "NAME", description = "The queue's name.")
    private String name;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "The interval. Default: 1s.")
    private Duration every = Duration.ofSeconds(1);

    @Option(names = "--rounds", paramLabel = "N", description = "Ends after so many intervals.")
    private long rounds = Long.MAX_VALUE;

    @Option(names = "--json", description = "Prints a JSON document for each interval, in a line.")
    private boolean json;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    /** The document: what happened in the interval that ended then. */
    record Rate(
            Path domain,
            String queue,
            Instant at,
            Duration interval,
            double putPerSecond,
            double takenPerSecond,
            double bytesPerSecond,
            long waiting) {}

    /** What the counters said at a moment. */
    private record Sample(long nanos, Map<String, Long> counters) {
        double perSecond(String counter, Sample before) {
            return (counters.get(counter) - before.counters.get(counter)) * 1e9 / (nanos - before.nanos);
        }
    }

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = option.view()) {
                return look(view, Queues.usable(view, name), out);
            }
        });
    }

    private int look(DomainView view, ObjectInfo queue, PrintWriter out) {
        Sample before = sample(view, queue);
        if (!json) {
            out.println("     PUT/S    TAKEN/S         BYTES/S     WAITING");
        }
        for (long round = 0; round < rounds && !Thread.currentThread().isInterrupted(); round++) {
            LockSupport.parkNanos(every.toNanos());
            Sample now = sample(view, queue);
            Rate rate = new Rate(
                    view.directory(),
                    queue.name(),
                    Instant.now(),
                    Duration.ofNanos(now.nanos - before.nanos),
                    now.perSecond("appended", before),
                    now.perSecond("taken", before),
                    now.perSecond("appendedBytes", before),
                    now.counters.get("waiting"));
            print(rate, out);
            if (out.checkError()) {
                break;
            }
            before = now;
        }
        return ExitCode.OK;
    }

    private static Sample sample(DomainView view, ObjectInfo queue) {
        Found.requireThere(view, queue);
        ObjectSnapshot.Queue snapshot = Queues.snapshot(view, queue);
        return new Sample(System.nanoTime(), snapshot.counters());
    }

    private void print(Rate rate, PrintWriter out) {
        if (json) {
            Json.print(SCHEMA, rate, out, false);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,10.1f %,10.1f %,15.0f %,11d%n",
                    rate.putPerSecond(),
                    rate.takenPerSecond(),
                    rate.bytesPerSecond(),
                    rate.waiting());
        }
    }
}
