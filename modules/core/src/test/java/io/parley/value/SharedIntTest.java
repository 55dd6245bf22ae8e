package io.parley.value;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedIntTest {
    @Nested
    class Value extends SharedNumberContractTest {
        @Override
        NumberType type() {
            return NumberType.INT;
        }
    }

    @Nested
    class Waiting extends SharedNumberWaitContractTest {
        @Override
        NumberType type() {
            return NumberType.INT;
        }
    }

    @Nested
    class Array extends SharedArrayContractTest {
        @Override
        NumberType type() {
            return NumberType.INT;
        }
    }

    @Nested
    class ArrayRanges extends SharedArrayRangeContractTest {
        @Override
        NumberType type() {
            return NumberType.INT;
        }
    }

    @Nested
    class ArrayWaiting extends SharedArrayWaitContractTest {
        @Override
        NumberType type() {
            return NumberType.INT;
        }
    }
}
