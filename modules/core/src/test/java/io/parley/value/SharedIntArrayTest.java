package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedIntArrayTest extends SharedArrayContractTest {
    @Override
    Cells open(Parley domain, String name, int length) {
        return SharedIntArrayCells.open(domain, name, length);
    }

    @Override
    long min() {
        return Integer.MIN_VALUE;
    }

    @Override
    long max() {
        return Integer.MAX_VALUE;
    }

    @Override
    int elementBytes() {
        return Integer.BYTES;
    }

    @Override
    String suffix() {
        return "ints";
    }
}
