package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemoteBarrierTest extends BarrierContract {
    @Override
    boolean isLocal() {
        return false;
    }
}
