package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** What every map owes its users when a process dies in the middle of changing it; subclasses name the deaths. */
@Timeout(600)
abstract class MapCrashContract extends CrashContract {
    private static final int ACTORS = Control.SURVIVORS + 1;
    /** Keys that exist before a victim removes them, so that removing is all it does. */
    static final int TO_REMOVE = 200;
    /** Those of a victim that overwrites. */
    private static final int TO_OVERWRITE = 4;

    MapVersions versions;
    private MapCounts counts;
    private SharedMap<Long, byte[]> cleared;

    private static SharedMap<Long, byte[]> cleared(Parley parley) {
        return parley.map("cleared", Codecs.int64(), Codecs.bytes(), options -> options.stripes(1));
    }

    /** Writes keys of its own, reads everybody's. */
    static final class Actor extends CrashActor {
        private static final int OWN = 40;

        private final SplittableRandom random = new SplittableRandom();
        private final long[] seen = new long[ACTORS * MapVersions.KEYS];
        private MapVersions versions;
        private MapCounts counts;
        private SharedMap<Long, byte[]> cleared;

        @Override
        void open(Parley parley) {
            versions = new MapVersions(parley, ACTORS);
            counts = new MapCounts(parley, ACTORS);
            cleared = cleared(parley);
        }

        @Override
        void work() {
            int key = MapVersions.key(number, random.nextInt(OWN));
            if (versions.isPresent(key) && random.nextInt(4) == 0) {
                versions.remove(key);
            } else {
                versions.put(key);
            }
            counts.add(number, 0);
            for (int i = 0; i < OWN; i++) {
                readOn(MapVersions.key(random.nextInt(ACTORS), i));
            }
            cleared.put((long) number, Traffic.message(number, 0, 0));
            byte[] mine = cleared.get((long) number);
            if (mine != null) {
                Traffic.parse(mine);
            }
        }

        private void readOn(int key) {
            long version = versions.read(key);
            if (version != -1 && version < seen[key]) {
                throw new AssertionError("key " + key + " went back from version " + seen[key] + " to " + version);
            }
            seen[key] = Math.max(seen[key], version);
        }

        @Override
        void die(String operation) {
            switch (operation) {
                case "insert" -> versions.put(firstOwn(false));
                case "overwrite" -> versions.put(MapVersions.key(number, random.nextInt(TO_OVERWRITE)));
                // not what another victim was writing, for nobody has settled that
                case "other" ->
                    versions.put(MapVersions.key(number, MapVersions.KEYS - 1 - random.nextInt(TO_OVERWRITE)));
                case "compute" -> versions.compute(MapVersions.key(number, random.nextInt(TO_OVERWRITE)));
                case "remove" -> versions.remove(firstOwn(true));
                case "merge" -> counts.add(number, 0);
                case "clear" -> {
                    for (long i = 0; i < TO_REMOVE; i++) {
                        cleared.put(ACTORS + i, Traffic.message(ACTORS, i, 0));
                    }
                    cleared.clear();
                }
                case "compact" -> versions.map.compact();
                case "grow" -> {
                    for (int i = 0; i < MapVersions.KEYS; i++) {
                        versions.put(MapVersions.key(number, i));
                    }
                    versions.removeAll(number);
                    versions.map.compact();
                }
                default -> throw new IllegalArgumentException(operation);
            }
        }

        private int firstOwn(boolean present) {
            for (int i = 0; i < MapVersions.KEYS; i++) {
                int key = MapVersions.key(number, i);
                if (versions.isPresent(key) == present) {
                    return key;
                }
            }
            throw new AssertionError("no key left; present=" + present);
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    void open(Parley parley) {
        versions = new MapVersions(parley, ACTORS);
        counts = new MapCounts(parley, ACTORS);
        cleared = cleared(parley);
    }

    @Override
    void beforeDeath(Death death) {
        String first =
                death.before() == null ? death.operation() : death.before().operation();
        if (first.equals("remove") || first.equals("compact")) {
            for (int i = 0; i < TO_REMOVE; i++) {
                versions.put(MapVersions.key(Control.VICTIM, i));
            }
        }
        if (first.equals("compact")) {
            versions.removeAll(Control.VICTIM); // so that there is something to be gained
        }
    }

    @Override
    void afterDeath(Death death) {
        versions.settleActor(Control.VICTIM);
        versions.removeAll(Control.VICTIM);
    }

    /** Nothing is left of moves that the dead had begun; the survivors may just be moving it. */
    static void requireFiles(SharedMap<?, ?> map) throws IOException {
        try (Stream<Path> files = Files.list(map.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("files of %s", map.path())
                    .hasSize(2);
        }
    }

    @Override
    void atTheEnd() throws IOException {
        versions.requireExactly(ACTORS);
        counts.requireExact();
        cleared.clear();
        assertThat(cleared).isEmpty();
        for (SharedMap<?, ?> map : List.of(versions.map, counts.counters, cleared)) {
            requireFiles(map);
        }
    }
}
