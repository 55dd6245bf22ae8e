package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemoteEventTest extends EventContract {
    @Override
    boolean isLocal() {
        return false;
    }

    @Override
    void awaitWaiting(Task<?> waiter) {
        waiter.awaitSent();
    }
}
