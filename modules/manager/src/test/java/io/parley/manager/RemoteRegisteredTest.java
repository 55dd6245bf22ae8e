package io.parley.manager;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;

/** Registered classes over TCP. */
@Timeout(120)
class RemoteRegisteredTest extends RegisteredContract {
    @Override
    Manager manager(ManagerServer of) throws IOException {
        return Manager.connect(of.address(), KEY);
    }
}
