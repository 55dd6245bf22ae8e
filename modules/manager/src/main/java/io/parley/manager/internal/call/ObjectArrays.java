package io.parley.manager.internal.call;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;

/** Arrays of objects travel as lists; the declared type says what becomes an array again. */
final class ObjectArrays {
    private ObjectArrays() {}

    /** The list of an array of objects; anything else as it is. */
    static Object toList(Object value) {
        if (value instanceof Object[] array) {
            Object[] elements = new Object[array.length];
            for (int i = 0; i < array.length; i++) {
                elements[i] = toList(array[i]);
            }
            return Arrays.asList(elements);
        }
        return value;
    }

    /** The array of a list, where the type is one of arrays of objects; anything else as it is. */
    static Object toArray(Object value, Class<?> type) {
        if (!(value instanceof List<?> list)
                || !type.isArray()
                || type.componentType().isPrimitive()) {
            return value;
        }
        Object array = Array.newInstance(type.componentType(), list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, toArray(list.get(i), type.componentType()));
        }
        return array;
    }
}
