package io.parley.manager;

import org.junit.jupiter.api.Timeout;

/** A pool through a manager in the server's own process. */
@Timeout(120)
class LocalPoolTest extends PoolContract {
    @Override
    Manager manager(ManagerServer of) {
        return of.manager();
    }
}
