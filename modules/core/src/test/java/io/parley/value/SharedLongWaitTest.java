package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLongWaitTest extends SharedNumberWaitContractTest {
    @Override
    Cell open(Parley domain, String name, long initial) {
        return SharedLongCell.open(domain, name, initial);
    }
}
