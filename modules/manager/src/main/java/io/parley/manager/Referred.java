package io.parley.manager;

import io.parley.AnyCodec;
import io.parley.CodecException;
import io.parley.ManagedObject;
import io.parley.internal.domain.StoredHandle;
import io.parley.internal.memory.ObjectKind;
import java.util.EnumMap;
import java.util.Map;

/** How a manager opens objects of each kind that values of another host refer to. */
final class Referred {
    private static final Map<ObjectKind, Opener> OPENERS = new EnumMap<>(ObjectKind.class);

    static {
        OPENERS.put(ObjectKind.LONG, (manager, at) -> manager.longValue(at.name()));
        OPENERS.put(ObjectKind.MAP, Referred::map);
        OPENERS.put(
                ObjectKind.SET,
                (manager, at) -> manager.set(at.name(), at.codecs().apply(0)));
        OPENERS.put(
                ObjectKind.LIST,
                (manager, at) -> manager.list(at.name(), at.codecs().apply(0)));
        OPENERS.put(
                ObjectKind.REFERENCE,
                (manager, at) -> manager.ref(at.name(), at.codecs().apply(0)));
        OPENERS.put(ObjectKind.NAMESPACE, (manager, at) -> manager.namespace(at.name(), (AnyCodec) at.known()));
    }

    private Referred() {}

    /** Opens objects of one kind. What it needs besides the name is in the details, as the kind's handles have them. */
    private interface Opener {
        ManagedObject open(Manager manager, StoredHandle at);
    }

    private static ManagedObject map(Manager manager, StoredHandle at) {
        if (at.details().size() > 2) {
            throw unreachable(at);
        }
        return manager.map(at.name(), at.codecs().apply(0), at.codecs().apply(1));
    }

    private static CodecException unreachable(StoredHandle at) {
        return new CodecException("Cannot decode a handle on " + at.words()
                + ": managers reach no objects of that kind. Use it in a process of the server's host.");
    }

    static ManagedObject open(Manager manager, StoredHandle at) {
        Opener opener = OPENERS.get(at.kind());
        if (opener == null) {
            throw unreachable(at);
        }
        return opener.open(manager, at);
    }
}
