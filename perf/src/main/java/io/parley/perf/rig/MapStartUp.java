package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a new JVM takes until it has read, or written, the first entry of a map. */
public final class MapStartUp {
    private static final double NS_PER_MS = 1e6;

    private MapStartUp() {}

    /** What the JVM starts with. */
    public enum Start {
        /** Reads an entry of a map that exists, domain and all. */
        PARLEY_OPEN("open SharedLongMap, first get", MapStarter.Act.PARLEY_GET),
        /** The same by bare Chronicle Map. */
        CHRONICLE_OPEN("open bare Chronicle Map, first get", MapStarter.Act.CHRONICLE_GET),
        /** Creates a domain and a map, and puts an entry. */
        PARLEY_CREATE("create SharedLongMap, first put", MapStarter.Act.PARLEY_PUT),
        /** The same by bare Chronicle Map. */
        CHRONICLE_CREATE("create bare Chronicle Map, first put", MapStarter.Act.CHRONICLE_PUT);

        private final String title;
        private final MapStarter.Act act;

        Start(String title, MapStarter.Act act) {
            this.title = title;
            this.act = act;
        }

        /** For tables. */
        public String title() {
            return title;
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("start", "parley-open,chronicle-open,parley-create,chronicle-create");
        defaults.put("runs", "10");
        Options options = Options.parseOrExit("MapStartUp", defaults, args);
        for (Start start : options.constants("start", Start.class)) {
            List<Double> ms = new ArrayList<>();
            for (int run = 0; run < options.integer("runs"); run++) {
                ms.add(measure(start));
            }
            System.out.printf("%-40s n=%d  median %.0f ms  %s%n", start.title(), ms.size(), Latencies.median(ms), ms);
        }
    }

    /** One new JVM: ms from the first line of its {@code main} until it has the entry. */
    public static double measure(Start start) {
        try (Scratch scratch = Scratch.create()) {
            if (start.act.needsMap()) {
                run(start.act.creator(), scratch);
            }
            return run(start.act, scratch) / NS_PER_MS;
        }
    }

    private static long run(MapStarter.Act act, Scratch scratch) {
        try (ChildJvm child = ChildJvm.start(
                MapStarter.class,
                List.of(),
                List.of(act.name(), scratch.directory().toString()))) {
            return Long.parseLong(child.await("took"));
        }
    }
}
