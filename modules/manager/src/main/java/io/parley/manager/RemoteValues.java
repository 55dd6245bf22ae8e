package io.parley.manager;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.References;
import io.parley.manager.internal.value.RemoteLong;
import io.parley.value.ManagedLong;

/** Values and arrays of another host. */
abstract class RemoteValues implements ValueObjects {
    final Link link;
    private final References references;

    RemoteValues(Link link) {
        this.link = link;
        this.references = new References(link, stored -> Referred.open((Manager) this, stored));
    }

    /** The codec to use at this manager: values that are objects of it go in and come out live. */
    final <T> Codec<T> bound(Codec<T> codec) {
        return references.bind(codec);
    }

    @Override
    public ManagedLong longValue(String name, long initial) {
        return new RemoteLong(link, name, initial);
    }
}
