package io.parley.manager.internal.server;

import io.parley.SharedObject;
import io.parley.manager.internal.wire.ObjectOps;

/** A served object behind which there is one handle of the domain: what can be done with every object. */
public abstract class ServedHandle implements Served {
    private final SharedObject handle;

    /** Serves this handle, and closes it at the end. */
    protected ServedHandle(SharedObject handle) {
        this.handle = handle;
    }

    @Override
    public final void run(Call call) throws Exception {
        switch (call.op()) {
            case ObjectOps.IS_DELETED -> call.done(handle.isDeleted());
            case ObjectOps.DELETE -> {
                handle.delete();
                deleted();
                call.done();
            }
            case ObjectOps.REFERENCE -> ServedDirectory.answer(handle, call);
            default -> runOwn(call);
        }
    }

    /** Does what only this kind of object can do. */
    protected abstract void runOwn(Call call) throws Exception;

    /** It was deleted by a client: those who wait should look. */
    protected void deleted() {}

    /** The answer to a number that means nothing for this kind. */
    protected final UnsupportedOperationException unknown(Call call) {
        return new UnsupportedOperationException("nothing to do by that number: op=" + call.op() + ", "
                + getClass().getSimpleName() + " '" + handle.name() + "'. Update the older side");
    }

    @Override
    public boolean isGone() {
        return handle.isDeleted();
    }

    @Override
    public void close() {
        handle.close();
    }
}
