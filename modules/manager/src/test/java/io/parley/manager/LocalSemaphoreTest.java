package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalSemaphoreTest extends SemaphoreContract {
    @Override
    boolean isLocal() {
        return true;
    }
}
