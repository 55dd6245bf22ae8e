package io.parley.manager;

import java.io.IOException;

/** Registered classes over TCP. */
class RemoteRegisteredTest extends RegisteredContract {
    @Override
    Manager manager(ManagerServer of) throws IOException {
        return Manager.connect(of.address(), KEY);
    }
}
