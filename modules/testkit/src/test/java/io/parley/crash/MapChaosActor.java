package io.parley.crash;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.testkit.Script;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the keys of its place, after it has seen to what its predecessor left; adds to counters; reads everything; and
 * makes the map grow and shrink now and then. Until it is killed or told to stop. Arguments: domain, place, places.
 */
final class MapChaosActor {
    /** Keys that are written all the time; the others of a place make the map grow. */
    private static final int BUSY = 100;

    /** More than a new map has room for. */
    private static final int MOST_AT_ONCE = 800;
    /** Leaves the processors to the JVMs that come up. */
    private static final long PAUSE_NS = 1_000_000;

    private final int place;
    private final SplittableRandom random = new SplittableRandom();
    private final MapVersions versions;
    private final MapCounts counts;
    private final long[] seen;

    private MapChaosActor(Parley parley, int place, int places) {
        this.place = place;
        this.versions = new MapVersions(parley, places);
        this.counts = new MapCounts(parley, places);
        this.seen = new long[places * MapVersions.KEYS];
    }

    public static void main(String[] args) {
        int place = Integer.parseInt(args[1]);
        int places = Integer.parseInt(args[2]);
        try (Parley parley = Parley.open(ParleyConfig.at(Path.of(args[0])).withDurable(false))) {
            SharedLong stop = parley.longValue("stop");
            SharedLongArray operations = parley.longArray("operations", places);
            MapChaosActor actor = new MapChaosActor(parley, place, places);
            actor.versions.settleActor(place);
            Script.report("started", place);
            while (stop.get() == 0) {
                actor.work();
                operations.getAndAdd(place, 1);
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private void work() {
        int key = MapVersions.key(place, random.nextInt(BUSY));
        int choice = random.nextInt(1_000);
        if (choice < 10) {
            growAndShrink();
        } else if (choice < 20) {
            readAll();
        } else if (choice < 300 && versions.isPresent(key)) {
            versions.remove(key);
        } else if (choice < 500) {
            versions.compute(key);
        } else {
            versions.put(key);
        }
        counts.add(place, choice);
        for (int i = 0; i < 5; i++) {
            readOn(MapVersions.key(random.nextInt(seen.length / MapVersions.KEYS), random.nextInt(BUSY)));
        }
    }

    private void growAndShrink() {
        int keys = BUSY + random.nextInt(MOST_AT_ONCE);
        for (int i = BUSY; i < keys; i++) {
            if (!versions.isPresent(MapVersions.key(place, i))) {
                versions.put(MapVersions.key(place, i));
            }
        }
        for (int i = BUSY; i < BUSY + MOST_AT_ONCE; i++) {
            if (versions.isPresent(MapVersions.key(place, i))) {
                versions.remove(MapVersions.key(place, i));
            }
        }
        versions.map.compact();
    }

    /** No key comes twice, and each value is whole and its key's. */
    private void readAll() {
        Set<Long> keys = new HashSet<>();
        versions.map.forEachEntry((key, value) -> {
            if (!keys.add(key)) {
                throw new AssertionError("key " + key + " came twice");
            }
            see(Math.toIntExact(key), MapVersions.version(Math.toIntExact(key), value));
        });
    }

    private void readOn(int key) {
        long version = versions.read(key);
        if (version != -1) {
            see(key, version);
        }
    }

    private void see(int key, long version) {
        if (version < seen[key]) {
            throw new AssertionError("key " + key + " went back from version " + seen[key] + " to " + version);
        }
        seen[key] = version;
    }
}
