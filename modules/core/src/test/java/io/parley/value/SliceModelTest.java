package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on an array and on a model of it: a plain array of longs, and slices by their definition. Repeat a
 * failure with {@code -Dparley.seed=}.
 */
@Timeout(60)
class SliceModelTest {
    private static final long SEED =
            Long.getLong("parley.seed", ThreadLocalRandom.current().nextLong());
    private static final int[] BOUNDS = {Integer.MIN_VALUE, -Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 1
    };

    @TempDir
    Path directory;

    /** Python's definition: the indexes from the start by steps that lie before the end, in the array. */
    private static List<Integer> indexes(int from, int to, int step, int length) {
        long start = from < 0 ? (long) from + length : from;
        long end = to < 0 ? (long) to + length : to;
        if (step > 0) {
            long first = Math.max(start, 0);
            return IntStream.range(0, length)
                    .filter(i -> i >= first && i < end && (i - first) % step == 0)
                    .boxed()
                    .toList();
        }
        long first = Math.min(start, length - 1L);
        return IntStream.range(0, length)
                .map(i -> length - 1 - i)
                .filter(i -> i <= first && i > end && (first - i) % step == 0)
                .boxed()
                .toList();
    }

    private static int bound(SplittableRandom random, int length) {
        return random.nextInt(10) == 0
                ? BOUNDS[random.nextInt(BOUNDS.length)]
                : random.nextInt(-2 * length - 2, 2 * length + 3);
    }

    private static int step(SplittableRandom random, int length) {
        if (random.nextInt(20) == 0) {
            return BOUNDS[random.nextInt(BOUNDS.length)];
        }
        int size = random.nextInt(1, length + 3);
        return random.nextBoolean() ? size : -size;
    }

    @Test
    void shouldHaveTheIndexesOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 50_000; round++) {
            int length = random.nextInt(12);
            int from = bound(random, length);
            int to = bound(random, length);
            int step = step(random, length);

            Slice slice = Slice.of(from, to, step, length);

            assertThat(IntStream.range(0, slice.count()).map(slice::index).boxed())
                    .as("seed=%d: [%d:%d:%d] of %d", SEED, from, to, step, length)
                    .containsExactlyElementsOf(indexes(from, to, step, length));
        }
    }

    @ParameterizedTest
    @EnumSource(NumberType.class)
    void shouldDoWhatTheModelDoes(NumberType type) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (Parley parley = Parley.open(ParleyConfig.at(directory).withDurable(false))) {
            for (int run = 0; run < 20; run++) {
                int length = random.nextInt(1, 40);
                Cells array = type.openArray(parley, "a" + run, length);
                long[] model = new long[length];
                List<String> done = new ArrayList<>();
                for (int step = 0; step < 200; step++) {
                    done.add(change(random, type, array, model));
                    assertThat(array.toArray())
                            .as("seed=%d length=%d: %s", SEED, length, done)
                            .containsExactly(model);
                }
            }
        }
    }

    /** One random change of both; what it was. */
    private static String change(SplittableRandom random, NumberType type, Cells array, long... model) {
        int length = model.length;
        int index = random.nextInt(length);
        long value = type.cut(random.nextLong(-1_000, 1_000));
        switch (random.nextInt(8)) {
            case 0 -> {
                array.set(index, value);
                model[index] = value;
                return "set " + index;
            }
            case 1 -> {
                array.setAt(index - length, value);
                model[index] = value;
                return "setAt " + (index - length);
            }
            case 2 -> {
                assertThat(array.getAndAdd(index, value)).isEqualTo(model[index]);
                model[index] = type.cut(model[index] + value);
                return "add " + index;
            }
            case 3 -> {
                boolean expected = random.nextBoolean();
                long old = expected ? model[index] : type.cut(model[index] + 1);
                assertThat(array.compareAndSet(index, old, value)).isEqualTo(expected);
                model[index] = expected ? value : model[index];
                return "cas " + index;
            }
            case 4 -> {
                int count = random.nextInt(length - index + 1);
                long[] values = random.longs(count, -100, 100).toArray();
                array.setRange(index, values);
                System.arraycopy(values, 0, model, index, count);
                return "range " + index + "+" + count;
            }
            case 5 -> {
                return slice(random, array, model);
            }
            case 6 -> {
                array.setInList(index, value);
                model[index] = value;
                return "list " + index;
            }
            default -> {
                if (random.nextInt(10) == 0) {
                    array.fill(value);
                    Arrays.fill(model, value);
                }
                assertThat(array.copyRange(index, length)).containsExactly(Arrays.copyOfRange(model, index, length));
                return "fill or copy " + index;
            }
        }
    }

    private static String slice(SplittableRandom random, Cells array, long... model) {
        int from = bound(random, model.length);
        int to = bound(random, model.length);
        int step = step(random, model.length);
        List<Integer> indexes = indexes(from, to, step, model.length);
        assertThat(array.slice(from, to, step))
                .containsExactly(indexes.stream().mapToLong(i -> model[i]).toArray());
        long[] values = random.longs(indexes.size(), -100, 100).toArray();
        array.setSlice(from, to, step, values);
        for (int i = 0; i < values.length; i++) {
            model[indexes.get(i)] = values[i];
        }
        return "slice " + from + ":" + to + ":" + step;
    }
}
