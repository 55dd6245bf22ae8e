package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.RemoteInvocationException;
import io.parley.manager.internal.wire.Failures;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** What is behind a proxy: turns calls into requests. */
public final class ProxyHandler implements InvocationHandler {
    private static final Map<Method, Way> WAYS = new ConcurrentHashMap<>();

    private final Proxies proxies;
    private final Ref ref;

    /**
     * How a method is called.
     *
     * @param signature on the wire
     * @param later whether the caller does not wait
     * @param interruptible whether a waiting caller may be interrupted
     * @param result what has to come back
     */
    private record Way(String signature, boolean later, boolean interruptible, Class<?> result) {
        static Way of(Method method) {
            boolean later = Future.class.isAssignableFrom(method.getReturnType())
                            && method.getReturnType().isAssignableFrom(CompletableFuture.class)
                    || method.getReturnType() == java.util.concurrent.CompletionStage.class;
            List<Class<?>> thrown = Arrays.asList(method.getExceptionTypes());
            return new Way(
                    MethodTable.signature(method),
                    later,
                    thrown.contains(InterruptedException.class),
                    later ? element(method) : method.getReturnType());
        }

        private static Class<?> element(Method method) {
            return method.getGenericReturnType() instanceof ParameterizedType generic
                            && generic.getActualTypeArguments()[0] instanceof Class<?> element
                    ? element
                    : Object.class;
        }
    }

    private ProxyHandler(Proxies proxies, Ref ref) {
        this.proxies = proxies;
        this.ref = ref;
    }

    static Object proxy(Proxies proxies, Ref ref, Class<?> type) {
        if (!type.isInterface()) {
            throw new RemoteInvocationException(
                    "cannot make a proxy: " + type.getName() + " is no interface, typeid=" + ref.typeid(), null);
        }
        ClassLoader loader =
                type.getClassLoader() != null ? type.getClassLoader() : ProxyHandler.class.getClassLoader();
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, new ProxyHandler(proxies, ref));
    }

    /** What is behind this proxy; null if it is none of ours. */
    public static ProxyHandler of(Object proxy) {
        return Proxy.isProxyClass(proxy.getClass()) && Proxy.getInvocationHandler(proxy) instanceof ProxyHandler handler
                ? handler
                : null;
    }

    /** Which object it is. */
    public Ref ref() {
        return ref;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method, arguments);
        }
        Way way = WAYS.computeIfAbsent(method, Way::of);
        MessageBuffer args = new MessageBuffer(128);
        args.writeLong(ref.number());
        args.writeUtf8(way.signature());
        proxies.codec().write(values(arguments), args);
        if (way.later()) {
            return proxies.caller()
                    .send(CallOps.CALL, args)
                    .thenApply(answer -> Answers.read(answer, way.result(), proxies));
        }
        MessageReader answer = way.interruptible()
                ? proxies.caller().callInterruptibly(CallOps.CALL, args)
                : proxies.caller().call(CallOps.CALL, args);
        try {
            return result(method, Answers.read(answer, way.result(), proxies));
        } catch (Throwable failure) {
            throw undeclared(method, Failures.thrownHere(failure));
        }
    }

    /** As it is where it is declared or need not be; the interface there may declare more than the one here. */
    private static Throwable undeclared(Method method, Throwable failure) {
        boolean fits = failure instanceof RuntimeException || failure instanceof Error;
        for (Class<?> declared : method.getExceptionTypes()) {
            fits |= declared.isInstance(failure);
        }
        return fits
                ? failure
                : new RemoteInvocationException(failure.getClass().getName(), failure.getMessage(), failure);
    }

    private static List<Object> values(Object[] arguments) {
        Object[] values = arguments == null ? new Object[0] : arguments.clone();
        Arrays.setAll(values, i -> ObjectArrays.toList(values[i]));
        return Arrays.asList(values);
    }

    private static Object result(Method method, Object value) {
        if (value == null && method.getReturnType().isPrimitive() && method.getReturnType() != void.class) {
            throw new RemoteInvocationException(
                    "cannot return null: " + method + ". The interfaces of both sides differ: update the older", null);
        }
        return value;
    }

    private Object ofObject(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> isOfSame(arguments[0]);
            case "hashCode" -> ref.hashCode();
            default -> Answers.read(proxies.caller().call(CallOps.TEXT, number()), String.class, proxies);
        };
    }

    private boolean isOfSame(Object proxy) {
        ProxyHandler other = proxy == null ? null : of(proxy);
        return other != null && ref.equals(other.ref);
    }

    private MessageBuffer number() {
        MessageBuffer args = new MessageBuffer(8);
        args.writeLong(ref.number());
        return args;
    }

    /** The object belongs to no session any more. */
    public void detach() {
        proxies.caller().call(CallOps.DETACH, number());
    }

    /** Ends the object; what its close throws comes out. */
    public void destroy() {
        Answers.readDone(proxies.caller().call(CallOps.DESTROY, number()), proxies);
    }

    /** Whether there is no such object. */
    public boolean isDestroyed() {
        return proxies.caller().call(CallOps.IS_DESTROYED, number()).readByte() != 0;
    }
}
