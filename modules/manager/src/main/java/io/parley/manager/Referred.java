package io.parley.manager;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ManagedObject;
import io.parley.internal.domain.StoredHandle;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.PermitWord;
import java.util.EnumMap;
import java.util.Map;

/** How a manager opens objects of each kind that values of another host refer to. */
final class Referred {
    private static final Map<ObjectKind, Opener> OPENERS = new EnumMap<>(ObjectKind.class);

    static {
        OPENERS.put(ObjectKind.LONG, (manager, at) -> manager.longValue(at.name()));
        OPENERS.put(ObjectKind.LOCK, (manager, at) -> manager.lock(at.name()));
        OPENERS.put(ObjectKind.BINARY_LOCK, (manager, at) -> manager.binaryLock(at.name()));
        OPENERS.put(ObjectKind.SEMAPHORE, Referred::semaphore);
        OPENERS.put(ObjectKind.EVENT, (manager, at) -> manager.event(at.name()));
        OPENERS.put(ObjectKind.LATCH, (manager, at) -> manager.latch(at.name(), at.number(0)));
        OPENERS.put(ObjectKind.BARRIER, (manager, at) -> manager.barrier(at.name(), at.number(0)));
        OPENERS.put(ObjectKind.QUEUE, Referred::queue);
        OPENERS.put(
                ObjectKind.TRANSIENT_QUEUE,
                (manager, at) -> manager.transientQueue(at.name(), at.codecs().apply(0)));
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

    private static ManagedObject semaphore(Manager manager, StoredHandle at) {
        int initial = at.number(1);
        return switch (at.number(0)) {
            case PermitWord.BOUNDED -> manager.boundedSemaphore(at.name(), initial);
            case PermitWord.LEASED -> manager.leasedSemaphore(at.name(), initial);
            default -> manager.semaphore(at.name(), initial);
        };
    }

    private static ManagedObject queue(Manager manager, StoredHandle at) {
        Codec<?> codec = at.codecs().apply(1);
        return switch (at.details().get(0)) {
            case "JoinableQueue" -> manager.joinableQueue(at.name(), codec);
            case "SimpleQueue" -> manager.simpleQueue(at.name(), codec);
            default -> manager.queue(at.name(), codec);
        };
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
