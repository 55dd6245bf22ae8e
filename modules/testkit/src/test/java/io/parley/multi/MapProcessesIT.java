package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes do everything that can be done to a map, {@code -Dparley.map.operations=} times each: at the end
 * every counter is exact, every process finds what it left, and each of the keys that all wanted went to one of them.
 */
@Timeout(1_200)
@ExtendWith(CrashTestWatcher.class)
class MapProcessesIT {
    private static final int OPERATIONS = Integer.getInteger("parley.map.operations", 20_000);
    private static final int PROCESSES = 8;
    private static final int COUNTERS = 16;
    private static final int OWN_KEYS = 500;
    private static final long FIRST_OWN = 1_000;
    private static final long FIRST_WANTED = 1_000_000;
    private static final long FIRST_SHORT_LIVED = 1_000_000_000;

    @TempDir
    Path directory;

    /** Arguments: domain, number, operations. */
    static final class Worker {
        private final SplittableRandom random = new SplittableRandom();
        private final Map<Long, Long> expected = new HashMap<>();
        private final SharedMap<Long, Long> map;
        private final long firstOwn;
        private long counted;
        private long won;
        private long wanted;

        private Worker(SharedMap<Long, Long> map, int me) {
            this.map = map;
            this.firstOwn = FIRST_OWN + (long) me * OWN_KEYS;
        }

        public static void main(String[] args) {
            int operations = Integer.parseInt(args[2]);
            try (Parley parley = Domains.open(Path.of(args[0]), "worker-" + args[1])) {
                Worker worker = new Worker(map(parley), Integer.parseInt(args[1]));
                new StartLine(parley, PROCESSES).await();
                long startNs = System.nanoTime();
                for (int i = 0; i < operations; i++) {
                    worker.operation(i);
                }
                Script.report("seconds", (System.nanoTime() - startNs) / 1e9);
                worker.requireOwn();
                Script.report("counted", worker.counted);
                Script.report("won", worker.won);
                Script.report("own", worker.expected.size());
            }
        }

        private void operation(int number) {
            long key = firstOwn + random.nextInt(OWN_KEYS);
            switch (random.nextInt(10)) {
                case 0, 1 -> count(map.merge((long) random.nextInt(COUNTERS), 1L, Long::sum));
                case 2 -> count(map.compute((long) random.nextInt(COUNTERS), (k, old) -> old == null ? 1 : old + 1));
                case 3 -> requireSame(expected.put(key, (long) number), map.put(key, (long) number));
                case 4 -> requireSame(expected.remove(key), map.remove(key));
                case 5 -> {
                    Long now = expected.get(key);
                    if (now != null) {
                        requireSame(true, map.replace(key, now, -now));
                        expected.put(key, -now);
                    }
                    requireSame(false, map.remove(key, Long.MIN_VALUE));
                }
                case 6 -> won += map.putIfAbsent(FIRST_WANTED + wanted++, firstOwn) == null ? 1 : 0;
                case 7 -> {
                    long other = FIRST_SHORT_LIVED + random.nextInt(1_000);
                    map.set(other, other);
                    map.removeKey(other);
                }
                default -> requireSame(expected.get(key), map.get(key));
            }
        }

        private void count(long value) {
            if (value <= 0) {
                throw new AssertionError("a counter is " + value);
            }
            counted++;
        }

        private static void requireSame(Object mine, Object found) {
            if (mine == null ? found != null : !mine.equals(found)) {
                throw new AssertionError("expected " + mine + ", found " + found);
            }
        }

        private void requireOwn() {
            for (long key = firstOwn; key < firstOwn + OWN_KEYS; key++) {
                requireSame(expected.get(key), map.get(key));
            }
        }
    }

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.int64(), options -> options.stripes(4));
    }

    @Test
    void shouldCountExactly() {
        Path domain = directory.resolve("domain");
        List<ForkedJvm> workers = IntStream.range(0, PROCESSES)
                .mapToObj(me -> Domains.child(Worker.class, domain, Integer.toString(me), Integer.toString(OPERATIONS))
                        .start())
                .toList();
        workers.forEach(jvm -> jvm.awaitExit(0, Duration.ofMinutes(18)));

        try (Parley parley = Domains.open(domain, "test");
                SharedMap<Long, Long> map = map(parley)) {
            for (long key = FIRST_SHORT_LIVED; key < FIRST_SHORT_LIVED + 1_000; key++) {
                map.removeKey(key);
            }
            long sum = 0;
            int counters = 0;
            int wanted = 0;
            for (Map.Entry<Long, Long> entry : map.entrySet()) {
                sum += entry.getKey() < COUNTERS ? entry.getValue() : 0;
                counters += entry.getKey() < COUNTERS ? 1 : 0;
                wanted += entry.getKey() >= FIRST_WANTED ? 1 : 0;
            }
            assertThat(sum).isEqualTo(total(workers, "counted"));
            assertThat(wanted).isEqualTo(total(workers, "won"));
            assertThat((long) map.size()).isEqualTo(counters + wanted + total(workers, "own"));
            assertThat(DomainVerifier.findings(domain)).isEmpty();
            double longest = workers.stream()
                    .mapToDouble(
                            jvm -> Double.parseDouble(jvm.reported("seconds").orElseThrow()))
                    .max()
                    .orElseThrow();
            System.err.printf(
                    Locale.ROOT,
                    "map: %d processes x %d mixed operations in %.1f s, counted=%d entries=%d%n",
                    PROCESSES,
                    OPERATIONS,
                    longest,
                    sum,
                    map.size());
        }
    }

    private static long total(List<ForkedJvm> workers, String what) {
        return workers.stream()
                .mapToLong(jvm -> Long.parseLong(jvm.reported(what).orElseThrow()))
                .sum();
    }
}
