package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedIntArrayWaitTest extends SharedArrayWaitContractTest {
    @Override
    Cells open(Parley domain, String name, int length) {
        return SharedIntArrayCells.open(domain, name, length);
    }
}
