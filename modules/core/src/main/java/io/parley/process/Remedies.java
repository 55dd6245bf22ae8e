package io.parley.process;

import java.nio.channels.Channel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;

/** What to do instead of sending an object of some class to another process. */
final class Remedies {
    private static final String THREE = "Send a serialisable record of what is needed, use a static method that finds"
            + " it there, or use a shared object by its name, such as parley.lock(\"orders\")";

    private Remedies() {}

    /**
     * What to do.
     *
     * @param type the class of the object; null if it was not found
     * @param name the class's name
     * @param path the way to the object
     */
    static String of(Class<?> type, String name, String path) {
        if (type != null && type.isHidden()) {
            return "Declare it as a SerializableCallable, SerializableRunnable, SerializableFunction or ProcessTarget, or"
                    + " use a static method";
        }
        if (type != null && Refusals.isTied(type)) {
            return "It belongs to the process that made it: make one there, in the target or task";
        }
        if (isToSynchronise(type, name)) {
            return "Each process would have one of its own. Use a shared one by its name: parley.lock, readWriteLock,"
                    + " semaphore, event, latch, barrier, longValue, queue or map";
        }
        if (isTiedToProcess(type, name)) {
            return "It cannot leave its process. Open or make it there, in the target, the task or the initializer";
        }
        if (path.endsWith("captures this") || path.endsWith("captures its object")) {
            return "The lambda uses a field or a method of it. Copy the field into a local variable before, use a static"
                    + " method, or make the class a serialisable record";
        }
        if (path.contains("this$")) {
            return "An inner, local or anonymous class drags it in. Make that class static or a record, or use a lambda"
                    + " that does not use it";
        }
        return THREE;
    }

    private static boolean isToSynchronise(Class<?> type, String name) {
        return name.startsWith("java.util.concurrent.locks.")
                || name.startsWith("java.util.concurrent.atomic.")
                || List.of("Semaphore", "CountDownLatch", "CyclicBarrier", "Phaser", "Exchanger").stream()
                        .anyMatch(simple -> name.equals("java.util.concurrent." + simple))
                || type != null && BlockingQueue.class.isAssignableFrom(type);
    }

    private static boolean isTiedToProcess(Class<?> type, String name) {
        if (name.startsWith("java.io.") || name.startsWith("java.net.") || name.startsWith("java.sql.")) {
            return true;
        }
        return type != null
                && (Thread.class.isAssignableFrom(type)
                        || Executor.class.isAssignableFrom(type)
                        || Channel.class.isAssignableFrom(type)
                        || Process.class.isAssignableFrom(type)
                        || ClassLoader.class.isAssignableFrom(type)
                        || AutoCloseable.class.isAssignableFrom(type));
    }
}
