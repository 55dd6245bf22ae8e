package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemoteLatchTest extends LatchContract {
    @Override
    boolean isLocal() {
        return false;
    }
}
