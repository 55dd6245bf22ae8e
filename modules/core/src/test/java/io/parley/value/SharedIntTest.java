package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedIntTest extends SharedNumberContractTest {
    @Override
    Cell open(Parley domain, String name, long initial) {
        return SharedIntCell.open(domain, name, initial);
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
    String suffix() {
        return "int";
    }
}
