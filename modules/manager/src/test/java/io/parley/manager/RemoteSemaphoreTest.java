package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemoteSemaphoreTest extends SemaphoreContract {
    @Override
    boolean isLocal() {
        return false;
    }
}
