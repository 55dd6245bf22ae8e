package io.parley.collection;

import io.parley.SharedObject;
import java.nio.file.Path;

/** The life of what lives by a {@link StoreHandle} and has no other superclass. */
abstract class StoredObject implements SharedObject {
    static {
        StoreHandle.count(StoredObject.class, object -> object.handle);
    }

    final StoreHandle handle;

    StoredObject(StoreHandle handle) {
        this.handle = handle;
    }

    @Override
    public String name() {
        return handle.name();
    }

    @Override
    public Path path() {
        return handle.path();
    }

    @Override
    public boolean isDeleted() {
        return handle.isDeleted();
    }

    @Override
    public void delete() {
        handle.delete();
    }

    @Override
    public void close() {
        handle.close();
    }
}
