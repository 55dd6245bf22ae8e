package io.parley.manager;

import java.io.IOException;

/** A pool over TCP. */
class RemotePoolTest extends PoolContract {
    @Override
    Manager manager(ManagerServer of) throws IOException {
        return Manager.connect(of.address(), KEY);
    }
}
