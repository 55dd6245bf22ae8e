package io.parley.internal.domain;

import io.parley.MessageWriter;

/** Where a codec finds the objects that values refer to: a domain of this host, or what is served by another one. */
public interface HandlePlace {
    /** Writes which object it is; throws if those who read there could not open it. */
    void write(Object handle, MessageWriter out);

    /** The object, live. */
    Object read(StoredHandle stored);
}
