package io.parley.collection;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A namespace behind an interface of a user's; see {@link ManagedNamespace#as}. */
final class NamespaceView implements InvocationHandler {
    private final ManagedNamespace namespace;
    private final Class<?> type;
    private final Map<Method, Action> actions = new HashMap<>();

    private NamespaceView(ManagedNamespace namespace, Class<?> type) {
        this.namespace = namespace;
        this.type = type;
    }

    private interface Action {
        Object run(Object proxy, Object[] arguments) throws Throwable;
    }

    static <T> T of(ManagedNamespace namespace, Class<T> type) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException("not an interface: " + type.getName()
                    + ". A view of a namespace has a method for each attribute and nothing else");
        }
        NamespaceView view = new NamespaceView(namespace, type);
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                view.actions.put(method, view.action(method));
            }
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, view));
    }

    private Action action(Method method) {
        if (method.isDefault()) {
            MethodHandle body = body(method);
            return (proxy, arguments) ->
                    body.bindTo(proxy).invokeWithArguments(arguments == null ? new Object[0] : arguments);
        }
        Class<?> result = method.getReturnType();
        if (method.getParameterCount() == 0 && result != void.class) {
            return reader(method, result);
        }
        if (method.getParameterCount() == 1 && result == void.class) {
            String attribute = attribute(method, "set");
            return (proxy, arguments) -> {
                namespace.set(attribute, arguments[0]);
                return null;
            };
        }
        throw misfit(method, "a method reads, as x() or getX(), or writes and returns nothing, as x(v) or setX(v)");
    }

    private Action reader(Method method, Class<?> result) {
        boolean truth = result == boolean.class || result == Boolean.class;
        String attribute =
                truth && method.getName().startsWith("is") ? attribute(method, "is") : attribute(method, "get");
        if (result == Optional.class) {
            return (proxy, arguments) -> namespace.find(attribute);
        }
        return (proxy, arguments) -> namespace.get(attribute, result);
    }

    /** The name of an attribute: that of the method, without its prefix if it has one and a capital letter follows. */
    private String attribute(Method method, String prefix) {
        String name = method.getName();
        int length = prefix.length();
        if (name.startsWith(prefix) && name.length() > length && Character.isUpperCase(name.charAt(length))) {
            name = name.substring(length, length + 1).toLowerCase(Locale.ROOT) + name.substring(length + 1);
        }
        if (name.startsWith("_")) {
            throw misfit(method, "names of attributes do not begin with an underscore");
        }
        return name;
    }

    private MethodHandle body(Method method) {
        Class<?> owner = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "cannot be a view of a namespace: " + type.getName() + ", because its module does not let Parley"
                            + " run default method " + method.getName() + ". Open its package, or make the method"
                            + " static",
                    e);
        }
    }

    private IllegalArgumentException misfit(Method method, String rule) {
        return new IllegalArgumentException(
                "cannot be a view of a namespace: " + type.getName() + ", because of " + method + "; " + rule);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Action action = actions.get(method);
        if (action != null) {
            return action.run(proxy, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " of " + namespace;
        };
    }
}
