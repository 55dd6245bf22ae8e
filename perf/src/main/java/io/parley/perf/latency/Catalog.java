package io.parley.perf.latency;

import java.util.List;
import java.util.stream.Collectors;

/** Every scenario that there is. */
final class Catalog {
    static final List<LatencyScenario> ALL = List.of(
            Messages.oneWay(),
            Messages.pingPong(),
            Messages.pipe(),
            Messages.competing(),
            Messages.fanOut(),
            Locks.handOff(),
            Signals.event(),
            Maps.mix(),
            Values.publish(),
            Tasks.poolTask(),
            Requests.managerCall());

    private Catalog() {}

    /**
     * What is called so on the command line.
     *
     * @throws IllegalArgumentException if nothing is; lists what there is
     */
    static LatencyScenario scenario(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such scenario: '" + name + "', possible="
                        + ALL.stream().map(LatencyScenario::name).collect(Collectors.joining(","))));
    }
}
