package io.parley.perf.latency;

import io.parley.perf.latency.Subject.Place;
import io.parley.perf.rig.Baseline;
import io.parley.perf.rig.Child;
import io.parley.perf.rig.Cores;
import io.parley.perf.rig.Latencies;
import io.parley.perf.transport.Scratch;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One measurement of one subject, in a scratch directory of its own. */
final class Measurement {
    private final LatencyScenario scenario;
    private final Consumer<LatencyRun> started;

    /** Somebody may want to look at runs that are under way; {@code started} hears of each. */
    Measurement(LatencyScenario scenario, Consumer<LatencyRun> started) {
        this.scenario = scenario;
        this.started = started;
    }

    LatencyResult measure(Setup wanted, Subject subject) {
        try (Scratch scratch = Scratch.create()) {
            Setup setup = wanted.with(subject.name(), scratch.directory());
            if (subject.place() == Place.PROGRAM) {
                return program(subject.program(), setup, scratch);
            }
            try (LatencyRun run = new LatencyRun(scenario, setup)) {
                run.start();
                started.accept(run);
                run.awaitEnd();
                return run.collect();
            }
        }
    }

    /** A program does it all. It gets the setup, and the cores for its parts in turns, or {@code -}. */
    private LatencyResult program(Baseline program, Setup setup, Scratch scratch) {
        List<String> lines = Child.linesOf(program.command(
                scratch,
                setup.scenario(),
                setup.subject(),
                Long.toString(setup.rate()),
                Integer.toString(setup.bytes()),
                Integer.toString(setup.producers()),
                Integer.toString(setup.consumers()),
                Long.toString(setup.firstCounted()),
                Long.toString(setup.planned()),
                setup.waiting().label(),
                setup.pinned() ? cores() : "-"));
        return read(setup, lines);
    }

    private static String cores() {
        return Cores.inTurns().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * What programs print: {@code begun}, {@code first} and {@code last} with a number each, and for each time how many
     * events took it: {@code service ns times} and {@code response ns times}.
     */
    private LatencyResult read(Setup setup, List<String> lines) {
        Latencies service = new Latencies();
        Latencies response = new Latencies();
        long begun = 0;
        long firstNs = 0;
        long lastNs = Long.MIN_VALUE;
        for (String line : lines) {
            String[] words = line.split(" ");
            long number = Long.parseLong(words[1]);
            switch (words[0]) {
                case "begun" -> begun += number;
                case "first" -> firstNs = number;
                case "last" -> lastNs = Math.max(lastNs, number);
                case "service" -> service.record(number, Long.parseLong(words[2]));
                case "response" -> response.record(number, Long.parseLong(words[2]));
                default -> throw new IllegalStateException("not what a program should print: " + line);
            }
        }
        Recording sum = new Recording(service, response, begun, lastNs);
        return LatencyResult.of(setup, scenario.repliesToEach(setup), sum, firstNs, List.of());
    }
}
