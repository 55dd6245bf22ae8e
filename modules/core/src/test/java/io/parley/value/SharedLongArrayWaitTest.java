package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLongArrayWaitTest extends SharedArrayWaitContractTest {
    @Override
    Cells open(Parley domain, String name, int length) {
        return SharedLongArrayCells.open(domain, name, length);
    }
}
