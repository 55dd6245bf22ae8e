package io.parley.manager;

import io.parley.manager.internal.call.MethodTable;
import io.parley.manager.internal.call.Registered;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * A class whose objects a {@link ManagerServer} has, and clients use through an interface: what Python's
 * {@code BaseManager.register} says. Immutable.
 *
 * <pre>{@code
 * server.register("Maths", Maths.class, MathsImpl::new);
 * server.register(Registration.withArguments("Counter", Counter.class, a -> new CounterImpl(a.get(0, Integer.class)))
 *         .serialised());
 * }</pre>
 *
 * <p>Clients can call the methods of the interface, default methods included, and nothing else; {@link #exposed} makes
 * them fewer. Arguments and results are copies: of values, collections, and the records, enums, serialisable classes
 * and exceptions that the interface declares or {@link Carries} names. An object that is itself served is not copied:
 * it travels as a proxy.
 *
 * @param <T> the interface
 */
public final class Registration<T> {
    private static final int CONCURRENCY = 32;

    private final Registered registered;

    private Registration(Registered registered) {
        this.registered = registered;
    }

    /**
     * A class of which each client makes objects of its own, without arguments.
     *
     * @param typeid what clients call it
     * @param type the interface
     * @param factory makes an object
     * @param <T> the interface
     * @return the registration
     * @throws IllegalArgumentException if it is not an interface
     */
    public static <T> Registration<T> of(String typeid, Class<? super T> type, Callable<? extends T> factory) {
        Objects.requireNonNull(factory, "factory");
        return made(typeid, type, arguments -> {
            if (!arguments.isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + typeid + "' takes no arguments: given=" + arguments.size() + ". Pass none");
            }
            return factory.call();
        });
    }

    /**
     * A class of which each client makes objects of its own, with arguments.
     *
     * @param typeid what clients call it
     * @param type the interface
     * @param factory makes an object
     * @param <T> the interface
     * @return the registration
     * @throws IllegalArgumentException if it is not an interface
     */
    public static <T> Registration<T> withArguments(
            String typeid, Class<? super T> type, ObjectFactory<? extends T> factory) {
        Objects.requireNonNull(factory, "factory");
        return made(typeid, type, arguments -> factory.create(new Arguments(typeid, arguments)));
    }

    /**
     * One object that all clients share.
     *
     * @param typeid what clients call it
     * @param type the interface
     * @param supplier finds or makes the object; called once, when the first client asks for it
     * @param <T> the interface
     * @return the registration
     * @throws IllegalArgumentException if it is not an interface
     */
    public static <T> Registration<T> shared(String typeid, Class<? super T> type, Callable<? extends T> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return new Registration<>(draft(typeid, type, arguments -> supplier.call(), Registered.Way.SHARED));
    }

    /**
     * A class of which methods of others return proxies, and which clients cannot make: Python's
     * {@code create_method=False}.
     *
     * @param typeid what {@link ReturnsProxy} or {@link #returnsProxy} call it
     * @param type the interface
     * @param <T> the interface
     * @return the registration
     * @throws IllegalArgumentException if it is not an interface
     */
    public static <T> Registration<T> returnedOnly(String typeid, Class<? super T> type) {
        return new Registration<>(draft(typeid, type, null, Registered.Way.RETURNED));
    }

    private static <T> Registration<T> made(String typeid, Class<?> type, Registered.Factory factory) {
        return new Registration<>(draft(typeid, type, factory, Registered.Way.CREATED));
    }

    private static Registered draft(String typeid, Class<?> type, Registered.Factory factory, Registered.Way way) {
        Objects.requireNonNull(typeid, "typeid");
        if (typeid.isEmpty()) {
            throw new IllegalArgumentException("the typeid is empty. Give the class a name");
        }
        return new Registered(typeid, type, factory, way, MethodTable.of(type), Map.of(), CONCURRENCY, Set.of());
    }

    /**
     * Only these methods can be called.
     *
     * @param methods names of methods of the interface; all overloads of a name
     * @return a copy
     * @throws IllegalArgumentException if the interface has no method of such a name
     */
    public Registration<T> exposed(String... methods) {
        return new Registration<>(registered.withMethods(registered.methods().only(new TreeSet<>(Set.of(methods)))));
    }

    /**
     * What this method returns stays at the server; the caller gets a proxy of it. As {@link ReturnsProxy} says in the
     * interface.
     *
     * @param method the method's name
     * @param typeid what the result is registered as
     * @return a copy
     * @throws IllegalArgumentException if the interface has no method of that name that returns an interface
     */
    public Registration<T> returnsProxy(String method, String typeid) {
        registered.methods().requireProxies(method);
        Map<String, String> more = new TreeMap<>(registered.proxies());
        more.put(method, typeid);
        return new Registration<>(registered.withProxies(more));
    }

    /**
     * Calls of one object run one after the other, in the order in which they came. Otherwise they run side by side, up
     * to 32 of one object, and the object must be thread-safe.
     *
     * @return a copy
     */
    public Registration<T> serialised() {
        return new Registration<>(registered.withConcurrency(1));
    }

    /**
     * Also these classes may be in arguments and results; clients name them by {@link Manager#allow}. Where the
     * interface is one's own, {@link Carries} says it for both sides.
     *
     * @param classes records, enums, serialisable classes, and interfaces of which there are proxies
     * @return a copy
     */
    public Registration<T> allowing(Class<?>... classes) {
        Set<Class<?>> more = new java.util.LinkedHashSet<>(registered.carried());
        more.addAll(java.util.List.of(classes));
        return new Registration<>(registered.withCarried(more));
    }

    Registered registered() {
        return registered;
    }

    @Override
    public String toString() {
        return "Registration(" + registered.typeid() + ", " + registered.type().getName() + ")";
    }
}
