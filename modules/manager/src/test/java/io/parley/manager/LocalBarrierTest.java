package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalBarrierTest extends BarrierContract {
    @Override
    boolean isLocal() {
        return true;
    }
}
