package io.parley.internal.serial;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds where in a message an object of a certain class is, for the message of a failure: {@code Order.legs[2].book}.
 *
 * <p>Java serialisation only names the class. This walks the objects as serialisation would, breadth first, so the path
 * is a shortest one; a bounded number of them, because it runs while a failure is being reported. What a class writes
 * by a method of its own is not seen, so there may be no path.
 */
public final class Culprit {
    private static final int MAX_OBJECTS = 10_000;

    private final Predicate<Class<?>> culprit;
    private final Queue<Place> places = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Place(Object value, Place parent, String step) {
        String path() {
            return parent == null ? step : parent.path() + step;
        }
    }

    private Culprit(Predicate<Class<?>> culprit) {
        this.culprit = culprit;
    }

    /**
     * Finds the first object whose class is looked for.
     *
     * @return its path, or null
     */
    public static String find(Object root, Predicate<Class<?>> culprit) {
        return new Culprit(culprit).search(root);
    }

    private String search(Object root) {
        add(root, null, rootName(root));
        for (Place place = places.poll(); place != null; place = places.poll()) {
            if (culprit.test(place.value().getClass())) {
                return place.path();
            }
            try {
                addChildren(place);
            } catch (RuntimeException e) {
                // A collection that cannot be iterated keeps its elements to itself; the search goes on elsewhere.
                continue;
            }
        }
        return null;
    }

    private static String rootName(Object root) {
        return Lambdas.isLambda(root.getClass()) ? Lambdas.words(root) : simpleName(root.getClass());
    }

    private static String simpleName(Class<?> type) {
        if (type.isHidden()) {
            return "lambda";
        }
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private void add(Object value, Place parent, String step) {
        if (value != null && seen.size() < MAX_OBJECTS && seen.add(value)) {
            places.add(new Place(value, parent, step));
        }
    }

    private void addChildren(Place place) {
        Object value = place.value();
        boolean jdk = value.getClass().getClassLoader() == null;
        if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(array[i], place, "[" + i + "]");
            }
        } else if (jdk && value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                add(element, place, "[" + i++ + "]");
            }
        } else if (jdk && value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                add(key, place, ".key(" + shown(key) + ")");
                add(element, place, "[" + shown(key) + "]");
            });
        } else if (Lambdas.isLambda(value.getClass())) {
            addCaptured(place);
        } else {
            addFields(place);
        }
    }

    private void addCaptured(Place place) {
        SerializedLambda written = Lambdas.written(place.value());
        if (written == null) {
            addFields(place);
            return;
        }
        String lambda = place.parent() == null ? "" : " (" + Lambdas.words(place.value()) + ")";
        for (int i = 0; i < written.getCapturedArgCount(); i++) {
            String captured = Lambdas.captured(place.value(), written, i);
            add(written.getCapturedArg(i), place, lambda + ", which captures " + captured);
        }
    }

    /* The string of any other key may be long, or fail. */
    private static String shown(Object key) {
        return key instanceof String || key instanceof Number || key instanceof Enum
                ? key.toString()
                : simpleName(key == null ? Void.class : key.getClass());
    }

    private void addFields(Place place) {
        Class<?> type = place.value().getClass();
        while (type != null && Serializable.class.isAssignableFrom(type)) {
            for (Field field : type.getDeclaredFields()) {
                boolean written = !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.getType().isPrimitive();
                if (written && field.trySetAccessible()) {
                    addField(place, field);
                }
            }
            type = type.getSuperclass();
        }
    }

    private void addField(Place place, Field field) {
        try {
            add(field.get(place.value()), place, "." + field.getName());
        } catch (IllegalAccessException e) {
            throw new AssertionError("Was made accessible: " + field, e);
        }
    }
}
