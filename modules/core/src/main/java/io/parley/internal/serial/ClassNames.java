package io.parley.internal.serial;

import java.util.Map;
import java.util.function.Function;

/** Names of classes as they appear in a serialised stream, where they may be those of arrays. */
public final class ClassNames {
    private static final Map<Character, Class<?>> PRIMITIVES = Map.of(
            'B', byte.class,
            'C', char.class,
            'D', double.class,
            'F', float.class,
            'I', int.class,
            'J', long.class,
            'S', short.class,
            'Z', boolean.class);

    private ClassNames() {}

    /** The class of the elements of the innermost array; the class itself if it is not one of arrays. */
    public static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element;
    }

    /**
     * The class of a name.
     *
     * @param name as by {@link Class#getName}
     * @param elements finds classes that are no arrays by their names; null for one that may not be named
     * @return the class, or null
     */
    public static Class<?> find(String name, Function<String, Class<?>> elements) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return elements.apply(name);
        }
        String element = name.substring(dimensions);
        Class<?> found = null;
        if (element.length() == 1) {
            found = PRIMITIVES.get(element.charAt(0));
        } else if (element.startsWith("L") && element.endsWith(";")) {
            found = elements.apply(element.substring(1, element.length() - 1));
        }
        // More dimensions than a class can have.
        if (dimensions > 255) {
            return null;
        }
        for (int i = 0; i < dimensions && found != null; i++) {
            found = found.arrayType();
        }
        return found;
    }

    /** The primitive type, or void, of this name; null if there is none. */
    static Class<?> primitive(String name) {
        if (name.equals("void")) {
            return void.class;
        }
        for (Class<?> type : PRIMITIVES.values()) {
            if (type.getName().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** The class of this name that comes with the JDK, not initialised; null if there is none. */
    static Class<?> ofJdk(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
