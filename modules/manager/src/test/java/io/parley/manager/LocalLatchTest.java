package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalLatchTest extends LatchContract {
    @Override
    boolean isLocal() {
        return true;
    }
}
