package io.parley;

import io.parley.internal.serial.ClassNames;
import io.parley.internal.serial.ValueClasses;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The classes a serialised message may name: those of the application, with the serialisable classes they extend, and a
 * fixed set of the JDK's, none of which does more on arrival than hold what it was given.
 *
 * <p>A reader asks by name, before a class is loaded, so that a message cannot make this process load a class. Arrays
 * are allowed if their elements are.
 */
final class SerialAllowList {
    private final Map<String, Class<?>> classes = new LinkedHashMap<>();

    SerialAllowList(Class<?> type, Class<?>... allowed) {
        add(type);
        for (Class<?> other : allowed) {
            add(other);
        }
    }

    private void add(Class<?> named) {
        Class<?> element = ClassNames.element(named);
        classes.put(element.getName(), element);
        // The names of serialisable superclasses are part of what a class writes.
        Class<?> above = element.getSuperclass();
        while (above != null && Serializable.class.isAssignableFrom(above)) {
            classes.put(above.getName(), above);
            above = above.getSuperclass();
        }
    }

    /** Whether messages may name this class; another class of the same name is not this class. */
    boolean permits(Class<?> type) {
        Class<?> element = ClassNames.element(type);
        return element.isPrimitive()
                || classes.get(element.getName()) == element
                || element.getClassLoader() == null && ValueClasses.contains(element.getName());
    }

    /**
     * The class of a name as it appears in a stream.
     *
     * @param name as by {@link Class#getName}
     * @return the class, or null if messages may not name it
     */
    Class<?> find(String name) {
        return ClassNames.find(name, this::findElement);
    }

    private Class<?> findElement(String name) {
        Class<?> own = classes.get(name);
        return own != null ? own : ValueClasses.find(name);
    }
}
