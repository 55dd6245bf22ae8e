package io.parley.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HdrBucketsTest {
    private static final long SEED = Long.getLong("parley.seed", 20_240_530);

    private final Histogram reference = new Histogram(1, HdrBuckets.HIGHEST, HdrBuckets.SIGNIFICANT_DIGITS);

    @Test
    void shouldHaveTheBucketsOfHdrHistogram() {
        reference.recordValue(HdrBuckets.HIGHEST);
        List<Long> lowest = new ArrayList<>();
        for (HistogramIterationValue bucket : reference.allValues()) {
            lowest.add(reference.lowestEquivalentValue(bucket.getValueIteratedTo()));
        }

        assertThat(lowest).hasSize(HdrBuckets.COUNT);
        for (int index = 0; index < HdrBuckets.COUNT; index++) {
            long first = lowest.get(index);
            assertThat(HdrBuckets.lowestValue(index)).as("bucket %d", index).isEqualTo(first);
            assertThat(HdrBuckets.index(first)).as("first value %d", first).isEqualTo(index);
            long last = reference.highestEquivalentValue(first);
            assertThat(HdrBuckets.index(last)).as("last value %d", last).isEqualTo(index);
        }
    }

    @Test
    void shouldCountBoundaryAndRandomValuesWhereHdrHistogramDoes() {
        long[] counts = new long[HdrBuckets.COUNT];
        for (long value : boundaryAndRandomValues()) {
            counts[HdrBuckets.index(value)]++;
            reference.recordValue(value);
        }

        for (int index = 0; index < counts.length; index++) {
            assertThat(counts[index])
                    .as("bucket %d, seed %d", index, SEED)
                    .isEqualTo(reference.getCountAtValue(HdrBuckets.lowestValue(index)));
        }
    }

    private static List<Long> boundaryAndRandomValues() {
        List<Long> values = new ArrayList<>(List.of(0L, HdrBuckets.HIGHEST - 1, HdrBuckets.HIGHEST));
        for (long power = 1; power < HdrBuckets.HIGHEST; power *= 2) {
            values.addAll(List.of(power - 1, power, power + 1));
        }
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long magnitude = 1L << random.nextInt(42);
            values.add(Math.min(HdrBuckets.HIGHEST, magnitude + (random.nextLong() & (magnitude - 1))));
        }
        return values;
    }

    @Test
    void shouldKeepTwoSignificantDigits() {
        for (int index = 1; index < HdrBuckets.COUNT - 1; index++) {
            long lowest = HdrBuckets.lowestValue(index);
            long width = HdrBuckets.lowestValue(index + 1) - lowest;
            assertThat(width == 1 || width * 100 <= lowest)
                    .as("bucket %d at %d is %d wide", index, lowest, width)
                    .isTrue();
        }
    }
}
