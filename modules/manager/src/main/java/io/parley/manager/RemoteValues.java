package io.parley.manager;

import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.value.RemoteLong;
import io.parley.value.ManagedLong;

/** Values and arrays of another host. */
abstract class RemoteValues implements ValueObjects {
    final Link link;

    RemoteValues(Link link) {
        this.link = link;
    }

    @Override
    public ManagedLong longValue(String name, long initial) {
        return new RemoteLong(link, name, initial);
    }
}
