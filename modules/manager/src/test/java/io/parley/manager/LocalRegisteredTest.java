package io.parley.manager;

import org.junit.jupiter.api.Timeout;

/** Registered classes through a manager in the server's own process. */
@Timeout(120)
class LocalRegisteredTest extends RegisteredContract {
    @Override
    Manager manager(ManagerServer of) {
        return of.manager();
    }
}
