package io.parley.internal.serial;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

/** What can be known about a lambda or method reference, for messages. */
final class Lambdas {
    private static final String BODY = "lambda$";

    private Lambdas() {}

    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.getName().contains("$$Lambda");
    }

    /** What a serialisable lambda is written as; null if it is none, or its module keeps it from us. */
    static SerializedLambda written(Object lambda) {
        if (!isLambda(lambda.getClass())) {
            return null;
        }
        try {
            Method method = lambda.getClass().getDeclaredMethod("writeReplace");
            return method.trySetAccessible() ? (SerializedLambda) method.invoke(lambda) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Which lambda: {@code lambda in Orders.submit}, {@code Orders::total}. */
    static String words(Object lambda) {
        SerializedLambda written = written(lambda);
        if (written == null) {
            String name = lambda.getClass().getName();
            return "lambda in " + simple(name.substring(0, name.indexOf("$$Lambda")));
        }
        String method = written.getImplMethodName();
        if (!method.startsWith(BODY)) {
            String holder = isBound(written) && written.getCapturedArg(0) != null
                    ? written.getCapturedArg(0).getClass().getName()
                    : written.getImplClass().replace('/', '.');
            return simple(holder) + "::" + (method.equals("<init>") ? "new" : method);
        }
        String holder = simple(written.getImplClass().replace('/', '.'));
        // Behind the name of the method stand a hash and a number.
        String within = method.substring(BODY.length(), Math.max(BODY.length(), method.indexOf('$', BODY.length())));
        return switch (within) {
            case "new" -> "lambda in a constructor of " + holder;
            case "static" -> "lambda in " + holder;
            default -> "lambda in " + holder + "." + within;
        };
    }

    private static boolean isBound(SerializedLambda written) {
        int kind = written.getImplMethodKind();
        return written.getCapturedArgCount() > 0
                && (kind == MethodHandleInfo.REF_invokeVirtual
                        || kind == MethodHandleInfo.REF_invokeSpecial
                        || kind == MethodHandleInfo.REF_invokeInterface);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** What one of the captured values is called: {@code this}, a variable's name, or its place. */
    static String captured(Object lambda, SerializedLambda written, int index) {
        boolean bound = isBound(written);
        boolean body = written.getImplMethodName().startsWith(BODY);
        if (bound && index == 0) {
            return body ? "this" : "its object";
        }
        String name = body ? parameter(lambda, written, bound ? index - 1 : index) : null;
        return name == null ? "value " + (index + 1) : "'" + name + "'";
    }

    /* Known if the class was compiled with -parameters, by a compiler of JDK 21 or later. */
    private static String parameter(Object lambda, SerializedLambda written, int index) {
        try {
            Class<?> holder = Class.forName(
                    written.getImplClass().replace('/', '.'),
                    false,
                    lambda.getClass().getClassLoader());
            for (Method method : holder.getDeclaredMethods()) {
                if (method.getName().equals(written.getImplMethodName())) {
                    Parameter parameter = method.getParameters()[index];
                    String name = parameter.getName();
                    return parameter.isNamePresent() ? name.substring(name.lastIndexOf('$') + 1) : null;
                }
            }
            return null;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return null;
        }
    }
}
