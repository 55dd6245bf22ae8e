package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.collection.SharedLongMap;
import io.parley.perf.map.RandomKeys;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** The new JVM of {@link MapStartUp}: one entry of one map, and it ends. */
final class MapStarter {
    private static final String NAME = "numbers";
    private static final long KEY = 1;

    /** What it does. */
    enum Act {
        PARLEY_PUT,
        PARLEY_GET,
        CHRONICLE_PUT,
        CHRONICLE_GET;

        boolean needsMap() {
            return this == PARLEY_GET || this == CHRONICLE_GET;
        }

        Act creator() {
            return this == PARLEY_GET ? PARLEY_PUT : CHRONICLE_PUT;
        }
    }

    private MapStarter() {}

    public static void main(String[] args) throws IOException {
        long startNs = System.nanoTime();
        Path directory = Path.of(args[1]);
        switch (Act.valueOf(args[0])) {
            case PARLEY_PUT -> parley(directory, true);
            case PARLEY_GET -> parley(directory, false);
            case CHRONICLE_PUT -> chronicle(directory, true);
            case CHRONICLE_GET -> chronicle(directory, false);
        }
        ChildJvm.say("took " + (System.nanoTime() - startNs));
    }

    private static void parley(Path directory, boolean put) {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            SharedLongMap map = parley.longMap(NAME, options -> options.expectedEntries(RandomKeys.ENTRIES));
            if (put) {
                map.put(KEY, KEY);
            } else {
                require(map.get(KEY));
            }
        }
    }

    /** As a program does that knows nothing of Parley. */
    private static void chronicle(Path directory, boolean put) throws IOException {
        try (ChronicleMap<Long, Long> map = ChronicleMapBuilder.of(Long.class, Long.class)
                .entries(RandomKeys.ENTRIES)
                .createPersistedTo(directory.resolve("map").toFile())) {
            if (put) {
                map.put(KEY, KEY);
            } else {
                require(map.get(KEY));
            }
        }
    }

    private static void require(long value) {
        if (value != KEY) {
            throw new IllegalStateException("not what was put: " + value);
        }
    }
}
