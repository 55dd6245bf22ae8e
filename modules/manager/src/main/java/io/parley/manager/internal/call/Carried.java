package io.parley.manager.internal.call;

import io.parley.Codecs;
import io.parley.ManagedObject;
import io.parley.SharedObject;
import io.parley.manager.Carries;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which classes may travel because an interface says so: those that its methods declare as parameters, results and
 * exceptions, what these consist of, and what {@link Carries} names. Both sides find the same.
 */
final class Carried {
    private static final int MOST = 2_000;

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<Class<?>> interfaces = new LinkedHashSet<>();
    private final Set<Type> seen = new HashSet<>();

    /** Adds what an interface says. */
    Carried addInterface(Class<?> type) {
        interfaces.add(type);
        Carries more = type.getAnnotation(Carries.class);
        if (more != null) {
            for (Class<?> each : more.value()) {
                add(each);
            }
        }
        for (Method method : type.getMethods()) {
            add(method.getGenericReturnType());
            for (Type parameter : method.getGenericParameterTypes()) {
                add(parameter);
            }
            for (Class<?> thrown : method.getExceptionTypes()) {
                add(thrown);
            }
        }
        return this;
    }

    /** Records, enums and serialisable classes. */
    Set<Class<?>> classes() {
        return classes;
    }

    /** Interfaces of which there may be proxies. */
    Set<Class<?>> interfaces() {
        return interfaces;
    }

    /** Adds a type and what it consists of. */
    void add(Type type) {
        if (seen.size() >= MOST || !seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            addClass(plain);
        } else if (type instanceof ParameterizedType generic) {
            add(generic.getRawType());
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            for (Type bound : wildcard.getUpperBounds()) {
                add(bound);
            }
        }
    }

    private void addClass(Class<?> type) {
        if (type.isArray()) {
            add(type.componentType());
        } else if (!isKnown(type)) {
            addPermitted(type);
            if (type.isInterface()) {
                addInterface(type);
            } else if (type.isRecord() || type.isEnum() || Serializable.class.isAssignableFrom(type)) {
                addParts(type);
            }
        }
    }

    private void addPermitted(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted);
            }
        }
    }

    private void addParts(Class<?> type) {
        if (canTravel(type)) {
            classes.add(type);
        }
        for (Class<?> each = type; each != null && !isKnown(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    add(field.getGenericType());
                }
            }
        }
    }

    /* A record of parts that nobody can write is refused where it is used, with its place. */
    private static boolean canTravel(Class<?> type) {
        try {
            Codecs.any(type);
            return true;
        } catch (IllegalArgumentException unusable) {
            return false;
        }
    }

    private static boolean isKnown(Class<?> type) {
        return type.isPrimitive()
                || type.getClassLoader() == null
                || type.getClassLoader() == ClassLoader.getPlatformClassLoader()
                || SharedObject.class.isAssignableFrom(type)
                || ManagedObject.class.isAssignableFrom(type);
    }
}
