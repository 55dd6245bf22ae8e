package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads, each with a handle of its own, and what must be exact at the end. */
@Timeout(120)
class MapThreadsTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;
    private static final int KEYS = 13;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private SharedMap<Long, Long> map(boolean ordered) {
        return parley.map(
                "counts",
                Codecs.int64(),
                Codecs.int64(),
                o -> o.insertionOrder(ordered).stripes(4));
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inThreads(Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Background<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(Background.run(() -> {
                start.await();
                work.run(thread);
            }));
        }
        for (Background<Void> each : all) {
            each.result();
        }
    }

    private static long sum(Map<Long, Long> map) {
        return map.values().stream().mapToLong(Long::longValue).sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNoCount(boolean ordered) throws Exception {
        inThreads(thread -> {
            SharedMap<Long, Long> map = map(ordered);
            SplittableRandom random = new SplittableRandom(thread);
            for (int i = 0; i < ROUNDS; i++) {
                long key = random.nextInt(KEYS);
                switch (i % 4) {
                    case 0 -> map.merge(key, 1L, Long::sum);
                    case 1 -> map.compute(key, (k, v) -> v == null ? 1 : v + 1);
                    case 2 -> {
                        if (map.putIfAbsent(key, 1L) != null) {
                            map.computeIfPresent(key, (k, v) -> v + 1);
                        }
                    }
                    default -> {
                        Long old;
                        do {
                            old = map.computeIfAbsent(key, k -> 0L);
                        } while (!map.replace(key, old, old + 1));
                    }
                }
            }
        });

        SharedMap<Long, Long> map = map(ordered);
        assertThat(map).hasSize(KEYS);
        assertThat(sum(map)).isEqualTo((long) THREADS * ROUNDS);
    }

    @Test
    void shouldLetOneOfAllWin() throws Exception {
        Set<Long> winners = new HashSet<>();
        long[] won = new long[THREADS];
        inThreads(thread -> {
            SharedMap<Long, Long> map = map(false);
            for (long key = 0; key < ROUNDS; key++) {
                if (map.putIfAbsent(key, (long) thread) == null) {
                    won[thread]++;
                }
            }
        });

        SharedMap<Long, Long> map = map(false);
        assertThat(LongStream.of(won).sum()).isEqualTo(ROUNDS);
        Map<Long, Long> byThread = new HashMap<>();
        map.forEachEntry((key, thread) -> {
            winners.add(key);
            byThread.merge(thread, 1L, Long::sum);
        });
        assertThat(winners).hasSize(ROUNDS);
        for (long thread = 0; thread < THREADS; thread++) {
            assertThat(byThread.getOrDefault(thread, 0L)).isEqualTo(won[(int) thread]);
        }
    }

    /** Tokens change hands by removal and addition; who removed one has it alone. */
    @Test
    void shouldHandEachTokenToOne() throws Exception {
        SharedSet<Long> tokens = parley.set("tokens", Codecs.int64());
        LongStream.range(0, KEYS).forEach(tokens::add);
        long[] moves = new long[THREADS];
        inThreads(thread -> {
            SharedSet<Long> mine = parley.set("tokens", Codecs.int64());
            for (int i = 0; i < ROUNDS; i++) {
                long token = (i + thread) % KEYS;
                if (mine.remove(token)) {
                    moves[thread]++;
                    assertThat(mine.add(token)).isTrue();
                }
            }
        });
        assertThat(tokens).hasSize(KEYS);
        assertThat(LongStream.of(moves).sum()).isPositive();
    }

    /** What is there all the time is in every walk, once, with a value that somebody put. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWalkOverWhatStaysWhileOthersComeAndGo(boolean ordered) throws Exception {
        SharedMap<Long, Long> stays = map(ordered);
        LongStream.range(0, 200).forEach(key -> stays.put(key, key));
        inThreads(thread -> {
            SharedMap<Long, Long> map = map(ordered);
            if (thread == 0) {
                for (int walk = 0; walk < 50; walk++) {
                    Set<Long> seen = new HashSet<>();
                    for (Map.Entry<Long, Long> entry : map.entrySet()) {
                        assertThat(seen.add(entry.getKey())).isTrue();
                        assertThat(entry.getValue() % 200).isEqualTo(entry.getKey() % 200);
                    }
                    assertThat(seen)
                            .containsAll(LongStream.range(0, 200).boxed().toList());
                }
            } else {
                SplittableRandom random = new SplittableRandom(thread);
                for (int i = 0; i < ROUNDS; i++) {
                    long key = random.nextInt(200);
                    map.set(key, key + 200L * random.nextInt(50));
                    map.set(key + 200, key);
                    map.removeKey(random.nextInt(200) + 200L);
                }
            }
        });
    }
}
