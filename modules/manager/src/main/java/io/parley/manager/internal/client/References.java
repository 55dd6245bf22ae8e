package io.parley.manager.internal.client;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ManagedObject;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.domain.AnyBinding;
import io.parley.internal.domain.HandlePlace;
import io.parley.internal.domain.StoredHandle;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.ObjectOps;
import io.parley.manager.internal.wire.RawBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Objects as values, seen from another host: what is stored is what a process of the domain's host would store, so that
 * everybody reads an object of his own side. Each is opened once for a manager, however often it is read.
 *
 * <p><b>Threading:</b> thread-safe. Writing asks the server once, reading the first time.
 */
public final class References implements HandlePlace {
    private final Link link;
    private final Function<StoredHandle, ManagedObject> opener;
    private final Map<StoredHandle, ManagedObject> opened = new HashMap<>();
    private Directory directory;

    /**
     * Of one manager.
     *
     * @param link its session
     * @param opener opens an object through it
     */
    public References(Link link, Function<StoredHandle, ManagedObject> opener) {
        this.link = link;
        this.opener = opener;
    }

    /** The server's own object that knows what there is. */
    private static final class Directory extends RemoteObject {
        Directory(Link link) {
            super(link, ObjectOps.DIRECTORY, "", new MessageBuffer(0));
        }

        /** Throws if the object of that name is not that one. */
        void check(StoredHandle stored) {
            Request request = request(ObjectOps.FIRST_OWN);
            request.args().writeInt(stored.kind().id());
            request.args().writeUtf8(stored.name());
            request.args().writeLong(stored.generation());
            request.call();
        }

        long domain() {
            return request(ObjectOps.FIRST_OWN + 1).call().readLong();
        }
    }

    private synchronized Directory directory() {
        if (directory == null) {
            directory = new Directory(link);
        }
        return directory;
    }

    /** The codec, whose values may be objects of this manager. */
    public <T> Codec<T> bind(Codec<T> codec) {
        return AnyBinding.bind(codec, this);
    }

    @Override
    public void write(Object handle, MessageWriter out) {
        RemoteObject remote = remote(handle);
        if (remote == null) {
            throw new CodecException("Cannot encode " + words(handle) + ": it is an object of this host, and what"
                    + " it is to be put into is on another. Open one of the manager, and put that in.");
        }
        MessageReader answer = remote.request(ObjectOps.REFERENCE).call();
        long domain = answer.readLong();
        if (remote.link() != link && domain != directory().domain()) {
            throw new CodecException("Cannot encode " + words(handle)
                    + ": it is served by another server than what it is to be put into. Open it through the same"
                    + " manager.");
        }
        RawBytes.rest(answer).writeContent(out);
    }

    private static RemoteObject remote(Object handle) {
        if (handle instanceof RemoteObject remote) {
            return remote;
        }
        return handle instanceof RemoteHandle remote ? remote.remote() : null;
    }

    private static String words(Object handle) {
        return handle.getClass().getSimpleName() + " '" + ((ManagedObject) handle).name() + "'";
    }

    @Override
    public synchronized Object read(StoredHandle stored) {
        ManagedObject known = opened.get(stored);
        if (known == null || remote(known).isClosed()) {
            directory().check(stored);
            known = opener.apply(stored);
            requireSame(stored, remote(known));
            opened.put(stored, known);
        }
        return known;
    }

    /** Nobody put another one in its place meanwhile. */
    private static void requireSame(StoredHandle stored, RemoteObject found) {
        MessageReader answer = found.request(ObjectOps.REFERENCE).call();
        answer.readLong();
        answer.readByte();
        answer.readUtf8();
        if (answer.readLong() != stored.generation()) {
            found.close();
            throw StoredHandle.deleted(stored.words());
        }
    }
}
