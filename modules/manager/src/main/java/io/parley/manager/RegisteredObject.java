package io.parley.manager;

import io.parley.manager.internal.call.ProxyHandler;
import io.parley.manager.internal.call.Ref;
import java.util.Objects;

/**
 * What is behind a proxy: the object at the server, as such. There are no reference counts: an object that
 * {@code manager.create} or a {@link ReturnsProxy} method made lives until {@link #destroy()}, or until the session
 * ends that it belongs to, which is the one that made it; {@link #detach()} makes it outlive that. A shared one lives
 * as long as the server.
 *
 * <p><b>Threading:</b> thread-safe.
 *
 * <p><b>Differs from Python:</b> an object does not die with its last proxy, and so not while a proxy of it is on its
 * way through a queue.
 */
public final class RegisteredObject {
    private final ProxyHandler handler;

    private RegisteredObject(ProxyHandler handler) {
        this.handler = handler;
    }

    /**
     * What is behind a proxy.
     *
     * @param proxy what {@code manager.create}, {@code manager.get} or a method of a proxy returned
     * @return the object
     * @throws IllegalArgumentException if it is no proxy
     */
    public static RegisteredObject of(Object proxy) {
        ProxyHandler handler = ProxyHandler.of(Objects.requireNonNull(proxy, "proxy"));
        if (handler == null) {
            throw new IllegalArgumentException("not a proxy of a registered object: "
                    + proxy.getClass().getName() + ". Pass what create() or get() of a manager returned");
        }
        return new RegisteredObject(handler);
    }

    /**
     * What its class is registered as.
     *
     * @return the typeid
     */
    public String typeid() {
        return handler.ref().typeid();
    }

    /**
     * Its number, of all objects of its server; never used again.
     *
     * @return 1 or more
     */
    public long number() {
        return handler.ref().number();
    }

    /** Makes it independent of the session that made it: it lives until {@link #destroy()} or the server's end. */
    public void detach() {
        handler.detach();
    }

    /**
     * Ends it for everybody: later calls are an {@link io.parley.ObjectDeletedException}. If it is
     * {@link AutoCloseable} it is closed. Twice is fine.
     *
     * @throws UnsupportedOperationException if it is shared: it is the server's
     */
    public void destroy() {
        handler.destroy();
    }

    /**
     * Whether there is no such object any more.
     *
     * @return true once it was destroyed, or its session ended
     */
    public boolean isDestroyed() {
        return handler.isDestroyed();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisteredObject that && handler.ref().equals(that.handler.ref());
    }

    @Override
    public int hashCode() {
        return handler.ref().hashCode();
    }

    /** The proxy's own form, such as {@code <Maths proxy, object 17>}; Python's {@code repr}. */
    @Override
    public String toString() {
        Ref ref = handler.ref();
        return "<" + ref.typeid() + " proxy, object " + ref.number() + ">";
    }
}
