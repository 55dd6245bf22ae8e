package io.parley.manager.internal.client;

import io.parley.ManagedObject;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.ObjectOps;

/** What all objects of another host have in common: name, number, life. */
public abstract class RemoteObject implements ManagedObject {
    private final Link link;
    private final int kind;
    private final String name;
    private final MessageBuffer details;
    private volatile Target target;
    private volatile boolean closed;

    /** Where requests go: numbers of objects belong to a server's life, and so to a session. */
    record Target(ClientSession session, int number) {}

    /**
     * Opens the object, or creates it.
     *
     * @param link the session
     * @param kind the kind's number
     * @param name its name
     * @param details what the server has to know besides
     */
    protected RemoteObject(Link link, int kind, String name, MessageBuffer details) {
        this.link = link;
        this.kind = kind;
        this.name = name;
        this.details = details;
        this.target = open();
    }

    private Target open() {
        ClientSession session = link.session();
        MessageBuffer args = new MessageBuffer(64);
        args.writeInt(kind);
        args.writeUtf8(name);
        args.writeBytes(details.array(), 0, details.length());
        return new Target(
                session,
                link.call(session, ObjectOps.SERVER, ObjectOps.OPEN, args).readInt());
    }

    final Link link() {
        return link;
    }

    /** The number of the session that the next request belongs to: what was held in another one is lost. */
    protected final long sessionId() {
        return link.session().id();
    }

    /** Where the next request goes; opens the object again in a new session. */
    final Target target() {
        if (closed) {
            throw new IllegalStateException("handle is closed: " + this + ". Open it again");
        }
        Target known = target;
        return known.session() == link.session() ? known : reopened();
    }

    private synchronized Target reopened() {
        if (target.session() != link.session()) {
            target = open();
        }
        return target;
    }

    /** Whether this handle was closed. */
    protected final boolean isClosed() {
        return closed;
    }

    /** Whether the session is known to be over. */
    protected final boolean isSessionOver() {
        return link.isOver();
    }

    /** Whether the session is known to live: the server was heard of lately. */
    protected final boolean isSessionSure() {
        return link.isSure();
    }

    /** Begins a request for this object. */
    protected final Request request(int op) {
        return new Request(this, op);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isDeleted() {
        return request(ObjectOps.IS_DELETED).call().readByte() != 0;
    }

    @Override
    public final void delete() {
        request(ObjectOps.DELETE).call();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + name + (closed ? ", closed)" : ")");
    }
}
