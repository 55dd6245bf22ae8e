package io.parley.perf.latency;

import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.map.LongTable;
import io.parley.perf.map.RandomKeys;
import io.parley.perf.rig.MapContender;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The scenario with a map that some write and others read. */
final class Maps {
    /** A power of two. */
    static final int ENTRIES = 1 << 16;

    private static final int MOST = 16;

    private Maps() {}

    static LatencyScenario mix() {
        return new LatencyScenario(
                "map-mix",
                "producers put numbers into a map of 65,536 entries, consumers get them, keys at random; until the call is over",
                Cast.EQUALS,
                Range.upTo(MOST),
                Range.upTo(MOST),
                false,
                List.of(
                        Subject.inJvms(Subject.PARLEY, MapContender.PARLEY.title(), opener(MapContender.PARLEY)),
                        Subject.inJvms("chronicle", MapContender.CHRONICLE.title(), opener(MapContender.CHRONICLE)),
                        Subject.inJvms(
                                "chronicle-boxed",
                                MapContender.CHRONICLE_BOXED.title(),
                                opener(MapContender.CHRONICLE_BOXED)),
                        Subject.inOneJvm("heap", "ConcurrentHashMap", (setup, board) -> heap(setup)),
                        Subject.python("multiprocessing.Manager().dict()")));
    }

    private static Stage.Opener opener(MapContender contender) {
        return (setup, board) -> stage(setup, contender.open(setup.directory(), ENTRIES));
    }

    private static Stage heap(Setup setup) {
        return stage(setup, new HeapTable(new ConcurrentHashMap<>(2 * ENTRIES)));
    }

    /** The first part fills the map; the others are not there yet. */
    private static Stage stage(Setup setup, LongTable map) {
        return new Stage() {
            @Override
            public Part part(int number) {
                if (number == 0) {
                    map.fill(ENTRIES);
                }
                RandomKeys keys = new RandomKeys(ENTRIES, number);
                return setup.isConsumer(number) ? new Getting(map, keys) : new Putting(map, keys);
            }

            @Override
            public void close() {
                map.close();
            }
        };
    }

    private record Getting(LongTable map, RandomKeys keys) implements Part.Call {
        /** Nobody puts anything negative; the look at the value keeps the read from being left out. */
        @Override
        public void call() {
            long found = map.get(keys.next());
            if (found < 0) {
                throw new IllegalStateException("a value that nobody wrote: " + found);
            }
        }
    }

    private record Putting(LongTable map, RandomKeys keys) implements Part.Call {
        @Override
        public void call() {
            map.put(keys.next(), 1);
        }
    }

    private record HeapTable(ConcurrentHashMap<Long, Long> map) implements LongTable {
        @Override
        public long get(long key) {
            return map.get(key);
        }

        @Override
        public void put(long key, long value) {
            map.put(key, value);
        }

        @Override
        public void increment(long key) {
            map.merge(key, 1L, Long::sum);
        }

        @Override
        public void close() {
            map.clear();
        }
    }
}
