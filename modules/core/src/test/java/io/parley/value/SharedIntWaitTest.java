package io.parley.value;

import io.parley.Parley;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedIntWaitTest extends SharedNumberWaitContractTest {
    @Override
    Cell open(Parley domain, String name, long initial) {
        return SharedIntCell.open(domain, name, initial);
    }
}
