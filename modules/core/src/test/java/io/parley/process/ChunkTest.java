package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a chunk and its results become on their way to a worker process and back, played in one thread. */
@Timeout(60)
class ChunkTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        WorkerContext.enter(new WorkerContext("worker-1", 1, parley));
    }

    @AfterEach
    void close() {
        WorkerContext.enter(null);
        parley.close();
    }

    @SuppressWarnings("unchecked")
    private <T> T sent(T value) throws Exception {
        byte[] bytes = ObjectStreams.write(value, parley);
        return (T) ObjectStreams.read(bytes, 0, bytes.length, parley);
    }

    private ChunkResult<Object> run(SerializableFunction<Object, Object> function, Object... items) throws Exception {
        ChunkResult<Object> result = sent(
                sent(new Chunk<Object, Object>(function, false, items, 0, items.length)).call());
        result.decode(parley);
        return result;
    }

    static Stream<List<Object>> items() {
        return Stream.of(
                Arrays.asList(1, -2, Integer.MAX_VALUE),
                Arrays.asList(1L, Long.MIN_VALUE),
                Arrays.asList(1.5, -0.0, Double.NaN),
                Arrays.asList(1, 2L, 3.0),
                Arrays.asList(1, null),
                Arrays.asList(null, null),
                Arrays.asList("a", "", "ü"),
                Arrays.asList(new int[] {1, 2}),
                Arrays.asList(new byte[] {1}, new byte[][] {{2}}),
                Arrays.asList((byte) 1, 'c', true, 1.5f, (short) 7));
    }

    @ParameterizedTest
    @MethodSource("items")
    void shouldBringItemsThereAndBack(List<Object> list) throws Exception {
        Object[] items = list.toArray();

        ChunkResult<Object> result = run(item -> item, items);

        assertThat(result.hasFailures()).isFalse();
        Object[] arrived = new Object[items.length];
        result.copyTo(arrived, 0);
        assertThat(Arrays.deepEquals(arrived, items)).isTrue();
    }

    @Test
    void shouldTakeOnlyItsOwnItemsAlong() throws Exception {
        Object[] all = {1, new Object(), "mine", "mine too", new Object()};

        ChunkResult<Object> result = sent(new Chunk<Object, Object>(item -> item, false, all, 2, 4)).call();

        result.decode(parley);
        assertThat(result.size()).isEqualTo(2);
        assertThat(result.value(1)).isEqualTo("mine too");
    }

    @Test
    void shouldKeepWhatItemsShare() throws Exception {
        ChunkResult<Object> result = run(item -> item, "shared", "shared");
        int[] shared = {1};
        ChunkResult<Object> arrays = run(item -> item, shared, shared, "other");

        assertThat(result.value(0)).isEqualTo("shared");
        assertThat(arrays.value(0)).isSameAs(arrays.value(1));
    }

    @Test
    void shouldKeepFailuresApart() throws Exception {
        ChunkResult<Object> result = run(
                item -> {
                    if (item.equals(2)) {
                        throw new IllegalStateException("two");
                    }
                    return item;
                },
                1,
                2,
                3);

        assertThat(result.value(0)).isEqualTo(1);
        assertThat(result.failure(1)).isInstanceOf(IllegalStateException.class).hasMessage("two");
        assertThat(result.failure(2)).isNull();
        assertThat(result.value(2)).isEqualTo(3);
    }

    @Test
    void shouldFailOnlyTheItemWhoseResultCannotBeSent() throws Exception {
        ChunkResult<Object> result = run(item -> item.equals(2) ? new Object() : item, 1, 2, 3);

        assertThat(result.value(0)).isEqualTo(1);
        assertThat(result.failure(1)).isNotNull();
        assertThat(result.value(2)).isEqualTo(3);
    }

    @Test
    void shouldBringSharedObjectsAlive() throws Exception {
        SharedLong counter = parley.longValue("counter");

        ChunkResult<Object> result = run(
                item -> {
                    ((SharedLong) item).incrementAndGet();
                    return item;
                },
                counter,
                counter);

        assertThat(counter.get()).isEqualTo(2);
        assertThat(((SharedLong) result.value(0)).get()).isEqualTo(2);
    }

    @Test
    void shouldStopAtTheFirstFailureIfToldTo() throws Exception {
        int[] run = {0};
        Chunk<Integer, Integer> chunk = new Chunk<>(
                item -> {
                    run[0]++;
                    throw new IllegalStateException("item " + item);
                },
                true,
                new Object[] {1, 2, 3},
                0,
                3);

        assertThat(chunk.call().hasFailures()).isTrue();
        assertThat(run[0]).isEqualTo(1);
    }

    @Test
    void shouldStopWhenInterrupted() throws Exception {
        int[] run = {0};
        Chunk<Integer, Integer> chunk = new Chunk<>(
                item -> {
                    Thread.currentThread().interrupt();
                    return ++run[0];
                },
                false,
                new Object[] {1, 2, 3},
                0,
                3);

        assertThatThrownBy(chunk::call).isInstanceOf(InterruptedException.class).hasMessageContaining("item 1 of 3");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run[0]).isEqualTo(1);
    }

    @Test
    void shouldNotGoOnWithoutMemoryButWithAnOverflownStack() throws Exception {
        assertThatThrownBy(() -> run(
                        item -> {
                            throw new OutOfMemoryError("played");
                        },
                        1))
                .isInstanceOf(OutOfMemoryError.class);
        ChunkResult<Object> result = run(
                item -> {
                    if (item.equals(1)) {
                        throw new StackOverflowError("played");
                    }
                    return item;
                },
                1,
                2);
        assertThat(result.failure(0)).isInstanceOf(StackOverflowError.class);
        assertThat(result.value(1)).isEqualTo(2);
    }
}
