package io.parley.manager;

/** Registered classes through a manager in the server's own process. */
class LocalRegisteredTest extends RegisteredContract {
    @Override
    Manager manager(ManagerServer of) {
        return of.manager();
    }
}
