package io.parley.internal.struct;

import java.lang.reflect.Method;

/** What a method of an interface calls its property: {@code bid}, {@code getBid} and {@code isBid} all mean bid. */
final class PropertyNames {
    private PropertyNames() {}

    static String ofGetter(Method method) {
        if (method.getReturnType() == boolean.class) {
            String name = without("is", method.getName());
            if (!name.equals(method.getName())) {
                return name;
            }
        }
        return without("get", method.getName());
    }

    static String ofSetter(Method method) {
        return without("set", method.getName());
    }

    private static String without(String prefix, String name) {
        int length = prefix.length();
        if (!name.startsWith(prefix) || name.length() == length || !Character.isUpperCase(name.charAt(length))) {
            return name;
        }
        return Character.toLowerCase(name.charAt(length)) + name.substring(length + 1);
    }
}
