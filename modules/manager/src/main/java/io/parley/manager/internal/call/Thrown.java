package io.parley.manager.internal.call;

import java.lang.reflect.Constructor;

/** Makes an exception of a class by one of the usual constructors. */
final class Thrown {
    private Thrown() {}

    /** The exception; null if its class has none of them, or they fail. */
    static Throwable make(Class<? extends Throwable> type, String message, Throwable cause) {
        Throwable both = make(type, new Class<?>[] {String.class, Throwable.class}, message, cause);
        if (both != null) {
            return both;
        }
        Throwable made = make(type, new Class<?>[] {String.class}, message);
        if (made == null) {
            made = make(type, new Class<?>[0]);
        }
        if (made != null && cause != null && made.getCause() == null) {
            try {
                made.initCause(cause);
            } catch (IllegalStateException itHasNone) {
                made.addSuppressed(cause);
            }
        }
        return made;
    }

    private static Throwable make(Class<? extends Throwable> type, Class<?>[] parameters, Object... arguments) {
        try {
            Constructor<? extends Throwable> constructor = type.getDeclaredConstructor(parameters);
            return constructor.trySetAccessible() ? constructor.newInstance(arguments) : null;
        } catch (ReflectiveOperationException | RuntimeException itCannot) {
            return null;
        }
    }
}
