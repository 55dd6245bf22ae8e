package io.parley.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * What a forked JVM runs first: connects it with its parent, installs its failpoints, and calls the main method of the
 * program under test. Arguments: the program's main class and its arguments.
 */
final class ChildMain {
    private ChildMain() {}

    public static void main(String[] args) throws Throwable {
        ChildLink link = ChildLink.open();
        String plan = System.getProperty(Protocol.PLAN_PROPERTY);
        if (plan != null) {
            ChildFailpoints.install(FailpointPlan.parse(plan), link);
        }
        Method main = mainMethod(Class.forName(args[0]));
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            // As if the launcher had called it: stack trace on standard error, exit code 1.
            throw e.getCause();
        }
    }

    /** The {@code static void main(String[])} of {@code type}, which need not be public. */
    static Method mainMethod(Class<?> type) {
        try {
            Method main = type.getDeclaredMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers())) {
                throw new IllegalArgumentException("main method is not static: " + main);
            }
            main.setAccessible(true);
            return main;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no method 'static void main(String[])' in " + type.getName(), e);
        }
    }
}
