package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What many threads do to a list is there afterwards, and what one of them sees in between was there at one moment. */
@Timeout(120)
class SharedListThreadsTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    @TempDir
    Path directory;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS + 1);
    private Parley parley;
    private SharedList<Long> list;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        list = parley.list("numbers", Codecs.int64());
    }

    @AfterEach
    void close() throws InterruptedException {
        executor.shutdownNow();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        parley.close();
    }

    /** Runs the writer in several threads with handles of their own, and the reader beside them until they are done. */
    private void run(Writer writer, Callable<?> reader) throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            writers.add(executor.submit(() -> {
                SharedList<Long> mine = parley.list("numbers", Codecs.int64());
                for (long round = 0; round < ROUNDS; round++) {
                    writer.write(mine, number, round);
                }
                return null;
            }));
        }
        Future<?> reading = executor.submit(() -> {
            do {
                reader.call();
            } while (!done.get());
            return null;
        });
        for (Future<?> each : writers) {
            each.get();
        }
        done.set(true);
        reading.get();
    }

    private interface Writer {
        void write(SharedList<Long> list, int number, long round) throws Exception;
    }

    @Test
    void shouldKeepWhatEachThreadAppendsInItsOrder() throws Exception {
        run((mine, number, round) -> mine.add(round * THREADS + number), () -> {
            int size = list.size();
            return size == 0 ? null : list.get(size - 1); // is there: nobody removes anything
        });

        assertThat(list).hasSize(THREADS * ROUNDS);
        Map<Long, Long> next = new HashMap<>();
        for (long element : list) {
            assertThat(element / THREADS).isEqualTo(next.merge(element % THREADS, 1L, Long::sum) - 1);
        }
    }

    @Test
    void shouldCountEveryUpdate() throws Exception {
        list.addAll(List.of(0L, 0L, 0L));

        run(
                (mine, number, round) -> mine.update((int) (round % 3), count -> count + 1),
                () -> assertThat(list.get(1)).isLessThanOrEqualTo((long) THREADS * ROUNDS));

        assertThat(list.stream().mapToLong(Long::longValue).sum()).isEqualTo((long) THREADS * ROUNDS);
    }

    /** A sum that every change leaves as it is, whatever it does to the order. */
    @Test
    void shouldShowEachReaderOneMoment() throws Exception {
        List<Long> numbers = LongStream.range(0, 30).boxed().toList();
        list.addAll(numbers);

        run(
                (mine, number, round) -> {
                    switch ((int) (round + number) % 5) {
                        case 0 -> mine.reverse();
                        case 1 -> mine.sort(null);
                        case 2 -> mine.replaceAll(element -> element < 0 ? element : 29 - element);
                        case 3 -> mine.listIterator(0).add(-1L);
                        default -> mine.removeIf(element -> element < 0);
                    }
                },
                () -> assertThat(list.snapshot().stream().filter(element -> element >= 0))
                        .containsExactlyInAnyOrderElementsOf(numbers));

        list.removeIf(element -> element < 0);
        assertThat(list).containsExactlyInAnyOrderElementsOf(numbers);
    }

    /** The same pair goes in and out; nobody finds one of them, or a stranger, at its place. */
    @Test
    void shouldNotShowAnElementThatIsGoneOrNotYetThere() throws Exception {
        list.addAll(List.of(1L, 2L));

        run(
                (mine, number, round) -> {
                    if (round % 2 == 0) {
                        mine.addAll(List.of(3L, 4L));
                    } else {
                        removePair(mine);
                    }
                },
                () -> {
                    List<Long> now = list.snapshot();
                    assertThat(now.subList(0, 2)).containsExactly(1L, 2L);
                    for (int i = 2; i < now.size(); i++) {
                        assertThat(now.get(i)).isEqualTo(3 + i % 2);
                    }
                    assertThat(list.get(0)).isEqualTo(1);
                    return null;
                });
    }

    private static void removePair(SharedList<Long> list) {
        while (true) {
            try {
                list.subList(2, 4).clear();
                return;
            } catch (ConcurrentModificationException othersWereQuicker) {
                Thread.onSpinWait();
            }
        }
    }
}
