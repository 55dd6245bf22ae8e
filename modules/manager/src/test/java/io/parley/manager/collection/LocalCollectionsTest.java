package io.parley.manager.collection;

import io.parley.manager.Manager;

class LocalCollectionsTest extends CollectionsContract {
    @Override
    Manager manager() {
        return domain.local;
    }
}
