package io.parley.manager.collection;

import io.parley.manager.Manager;

class RemoteCollectionsTest extends CollectionsContract {
    @Override
    Manager manager() {
        return domain.remote;
    }
}
