package io.parley.manager;

/** A pool through a manager in the server's own process. */
class LocalPoolTest extends PoolContract {
    @Override
    Manager manager(ManagerServer of) {
        return of.manager();
    }
}
