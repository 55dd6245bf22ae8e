package io.parley.internal.pipe;

/** Ends a wait for a lock, since the handle for which it was wanted was closed. Caught within this package. */
final class HandleClosed extends RuntimeException {
    static final HandleClosed INSTANCE = new HandleClosed();

    private static final long serialVersionUID = 1L;

    private HandleClosed() {
        super("handle is closed", null, false, false);
    }
}
