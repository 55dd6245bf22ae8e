package io.parley.internal.serial;

import java.util.Set;

/**
 * The classes of the JDK that any serialised message may name: values and collections, none of which does more on
 * arrival than hold what it was given. Package-private ones are what the public ones write.
 */
public final class ValueClasses {
    private static final Set<String> NAMES = Set.of(
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

    private ValueClasses() {}

    /** Whether a class of the JDK of this name is one of them. */
    public static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** The class of this name; null if it is none of them. */
    public static Class<?> find(String name) {
        return contains(name) ? ClassNames.ofJdk(name) : null;
    }
}
