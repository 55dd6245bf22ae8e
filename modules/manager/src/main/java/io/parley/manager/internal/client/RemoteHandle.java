package io.parley.manager.internal.client;

import io.parley.ManagedObject;

/** A handle on an object of another host, for those that have another superclass than {@link RemoteObject}. */
public interface RemoteHandle extends ManagedObject {
    /** What makes the requests. */
    RemoteObject remote();

    @Override
    default String name() {
        return remote().name();
    }

    @Override
    default boolean isDeleted() {
        return remote().isDeleted();
    }

    @Override
    default void delete() {
        remote().delete();
    }

    @Override
    default void close() {
        remote().close();
    }
}
