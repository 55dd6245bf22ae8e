package io.parley.internal.chronicle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one thread at a time use mapped memory, and nobody once it is closed: {@link #close} waits for the call under
 * way. Unmapping under a running reader would take the whole JVM down, not just that reader.
 */
final class Gate {
    private static final int FREE = 0;
    private static final int BUSY = 1;
    private static final int CLOSED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Gate.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String what;

    @SuppressWarnings("unused") // through STATE
    private int state;

    Gate(String what) {
        this.what = what;
    }

    void enter() {
        if (!STATE.compareAndSet(this, FREE, BUSY)) {
            throw refusal();
        }
    }

    private IllegalStateException refusal() {
        return new IllegalStateException(
                (int) STATE.getVolatile(this) == CLOSED
                        ? what + " is closed"
                        : what + " is in use by another thread. One thread at a time may use it");
    }

    void exit() {
        STATE.setRelease(this, FREE);
    }

    /** Closes for good; false if it was closed before. */
    boolean close() {
        while (!STATE.compareAndSet(this, FREE, CLOSED)) {
            if ((int) STATE.getVolatile(this) == CLOSED) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    boolean isClosed() {
        return (int) STATE.getVolatile(this) == CLOSED;
    }
}
