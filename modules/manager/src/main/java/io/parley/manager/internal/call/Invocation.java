package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One call of a method of a served object: arguments in, result out. */
record Invocation(Host host, Owner owner, Referent object, MethodTable.Entry method, CallCodec codec) {
    CompletableFuture<MessageBuffer> run(MessageReader in) {
        try {
            Object result = method.method().invoke(object.target(), arguments(codec.read(in)));
            if (result instanceof CompletionStage<?> later && isLater()) {
                return later.handle((value, failure) -> failure == null ? reply(value) : host.thrown(cause(failure)))
                        .toCompletableFuture();
            }
            return CompletableFuture.completedFuture(reply(result));
        } catch (InvocationTargetException e) {
            return CompletableFuture.completedFuture(host.thrown(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new UnsupportedOperationException(
                    "cannot call " + where() + ": " + e.getMessage()
                            + ". Make the interface public, or open its package",
                    e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private boolean isLater() {
        return method.method().getReturnType().isAssignableFrom(CompletableFuture.class);
    }

    private MessageBuffer reply(Object result) {
        String typeid = object.registered().proxyOf(method);
        try {
            if (typeid != null && result != null) {
                return host.returned(owner, typeid, result);
            }
            return host.value(ObjectArrays.toList(result));
        } catch (RuntimeException e) {
            throw new IllegalStateException("what " + where() + " returned cannot be sent: " + e.getMessage(), e);
        }
    }

    private Object[] arguments(List<Object> values) {
        Class<?>[] types = method.method().getParameterTypes();
        if (values.size() != types.length) {
            throw new IllegalArgumentException("wrong number of arguments for " + where() + ": given=" + values.size()
                    + ", expected=" + types.length + ". Update the older side");
        }
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(i, types[i], ObjectArrays.toArray(values.get(i), types[i]));
        }
        return arguments;
    }

    private Object argument(int index, Class<?> type, Object value) {
        boolean fits = value == null
                ? !type.isPrimitive()
                : MethodType.methodType(type).wrap().returnType().isInstance(value);
        if (!fits) {
            throw new IllegalArgumentException("argument of " + where() + " is of another type: index=" + index
                    + ", type=" + (value == null ? "null" : value.getClass().getName()) + ", expected="
                    + type.getName() + ". Declare List, Set or Map for collections; they arrive as copies");
        }
        return value;
    }

    private String where() {
        Method called = method.method();
        return called.getDeclaringClass().getSimpleName() + "." + method.signature();
    }
}
