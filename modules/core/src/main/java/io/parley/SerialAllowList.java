package io.parley;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The classes a serialised message may name: those of the application, with the serialisable classes they extend, and a
 * fixed set of the JDK's, none of which does more on arrival than hold what it was given.
 *
 * <p>A reader asks by name, before a class is loaded, so that a message cannot make this process load a class. Arrays
 * are allowed if their elements are.
 */
final class SerialAllowList {
    /** What {@link Codecs#serializable} promises; package-private classes of the JDK are what the public ones write. */
    private static final Set<String> BASICS = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object", // as the element type of arrays; it is not serialisable itself
            "java.lang.Short",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Ser", // what every class of java.time writes
            "java.util.AbstractMap$SimpleEntry",
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer", // List.of, Set.of, Map.of, copyOf, Stream.toList
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.EnumMap",
            "java.util.EnumSet$SerializationProxy",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Map$Entry", // as the element type of the tables of hash maps
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private final Map<String, Class<?>> classes = new LinkedHashMap<>();

    SerialAllowList(Class<?> type, Class<?>... allowed) {
        add(type);
        for (Class<?> other : allowed) {
            add(other);
        }
    }

    private void add(Class<?> named) {
        Class<?> element = element(named);
        classes.put(element.getName(), element);
        // The names of serialisable superclasses are part of what a class writes.
        Class<?> above = element.getSuperclass();
        while (above != null && Serializable.class.isAssignableFrom(above)) {
            classes.put(above.getName(), above);
            above = above.getSuperclass();
        }
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element;
    }

    /** Whether messages may name this class; another class of the same name is not this class. */
    boolean permits(Class<?> type) {
        Class<?> element = element(type);
        return element.isPrimitive()
                || classes.get(element.getName()) == element
                || element.getClassLoader() == null && BASICS.contains(element.getName());
    }

    /**
     * The class of a name as it appears in a stream.
     *
     * @param name as by {@link Class#getName}
     * @return the class, or null if messages may not name it
     */
    Class<?> find(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return findElement(name);
        }
        String element = name.substring(dimensions);
        if (element.length() == 1) {
            return load(name);
        }
        if (!element.startsWith("L") || !element.endsWith(";")) {
            return null;
        }
        Class<?> found = findElement(element.substring(1, element.length() - 1));
        for (int i = 0; i < dimensions && found != null; i++) {
            found = found.arrayType();
        }
        return found;
    }

    private Class<?> findElement(String name) {
        Class<?> own = classes.get(name);
        return own != null || !BASICS.contains(name) ? own : load(name);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
