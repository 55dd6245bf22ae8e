package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLongTest extends SharedNumberContractTest {
    @Override
    Cell open(Parley domain, String name, long initial) {
        return SharedLongCell.open(domain, name, initial);
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
    String suffix() {
        return "long";
    }
}
