package io.parley.manager.collection;

import io.parley.manager.Manager;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemoteCollectionsTest extends CollectionsContract {
    @Override
    Manager manager() {
        return domain.remote;
    }
}
