package io.parley.manager;

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
    }

    private Referred() {}

    /** Opens objects of one kind. What it needs besides the name is in the details, as the kind's handles have them. */
    private interface Opener {
        ManagedObject open(Manager manager, StoredHandle at);
    }

    static ManagedObject open(Manager manager, StoredHandle at) {
        Opener opener = OPENERS.get(at.kind());
        if (opener == null) {
            throw new CodecException("Cannot decode a handle on " + at.words()
                    + ": managers reach no objects of that kind. Use it in a process of the server's host.");
        }
        return opener.open(manager, at);
    }
}
