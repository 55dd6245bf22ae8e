package io.parley.process;

import io.parley.Parley;
import io.parley.ParleyException;
import io.parley.SharedObject;
import io.parley.internal.serial.ClassRule;
import io.parley.internal.serial.Culprit;
import java.io.NotSerializableException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Predicate;

/** Says why something cannot travel to another process: which object, where it is, and what to do. */
final class Refusals {
    /** A part of a map's stream that is a lock by descent. */
    private static final String SEGMENT = "java.util.concurrent.ConcurrentHashMap$Segment";

    private Refusals() {}

    /** Whether the object is one that serialisation would copy, and whose copy is not what anybody wants. */
    static boolean isUselessAsCopy(Object value) {
        if (value instanceof SharedObject) {
            return false;
        }
        return value instanceof ParleyProcess
                || value instanceof ReadWriteLock
                || value instanceof Lock && !value.getClass().getName().equals(SEGMENT);
    }

    static IllegalArgumentException notSerializable(Object root, NotSerializableException e) {
        // With sun.io.serialization.extendedDebugInfo the JDK adds lines of its own.
        String culprit = String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
        return refusal(root, culprit, found -> found.getName().equals(culprit), "is not Serializable", e);
    }

    static IllegalArgumentException notAllowed(Object root, Class<?> refused) {
        String why = isApplication(refused)
                ? "is not allowed by the patterns of -D" + ClassRule.PROPERTY
                : "is no value: a copy of it would mean nothing in another process, or do more than hold data";
        NotSerializableException cause = new NotSerializableException(refused.getName());
        return refusal(root, refused.getName(), refused::isAssignableFrom, why, cause);
    }

    private static boolean isApplication(Class<?> type) {
        return type.getClassLoader() != null && type.getClassLoader() != ClassLoader.getPlatformClassLoader();
    }

    private static IllegalArgumentException refusal(
            Object root, String className, Predicate<Class<?>> isCulprit, String why, Exception cause) {
        Class<?>[] seen = new Class<?>[1];
        String path = Culprit.find(root, found -> {
            boolean is = isCulprit.test(found);
            seen[0] = is ? found : seen[0];
            return is;
        });
        String place = path == null ? "" : path + ": ";
        String type = seen[0] != null && seen[0].isHidden() ? "a lambda" : "a " + className;
        return new IllegalArgumentException(
                "cannot be sent to another process: " + place + type + " " + why + ". "
                        + Remedies.of(seen[0], className, path == null ? "" : path),
                cause);
    }

    static IllegalArgumentException failed(Object root, Throwable e) {
        String what = root.getClass().isHidden() ? "lambda" : root.getClass().getName();
        String reason = e instanceof ParleyException ? e.getMessage() : e.toString();
        return new IllegalArgumentException("cannot be sent to another process: " + what + ": " + reason, e);
    }

    static IllegalArgumentException tooDeep(Object root, StackOverflowError e) {
        return new IllegalArgumentException(
                "cannot be sent to another process: " + root.getClass().getName()
                        + ": its objects are nested too deep. Flatten them, or put them into a shared collection",
                e);
    }

    /** The objects of Parley that stay where they are, and are not handles. */
    static boolean isTied(Class<?> type) {
        return Pool.class.isAssignableFrom(type)
                || ParleyProcess.class.isAssignableFrom(type)
                || type == ProcessFactory.class
                || type == Parley.class;
    }
}
