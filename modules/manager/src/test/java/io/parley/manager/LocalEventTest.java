package io.parley.manager;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalEventTest extends EventContract {
    @Override
    boolean isLocal() {
        return true;
    }

    @Override
    void awaitWaiting(Task<?> waiter) {
        until(parley.event("e")::hasWaiters);
    }
}
