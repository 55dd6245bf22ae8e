package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLongArrayTest extends SharedArrayContractTest {
    @Override
    Cells open(Parley domain, String name, int length) {
        return SharedLongArrayCells.open(domain, name, length);
    }

    @Override
    long min() {
        return Long.MIN_VALUE;
    }

    @Override
    long max() {
        return Long.MAX_VALUE;
    }

    @Override
    int elementBytes() {
        return Long.BYTES;
    }

    @Override
    String suffix() {
        return "longs";
    }
}
