package io.parley.manager;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;

/** A pool over TCP. */
@Timeout(120)
class RemotePoolTest extends PoolContract {
    @Override
    Manager manager(ManagerServer of) throws IOException {
        return Manager.connect(of.address(), KEY);
    }
}
