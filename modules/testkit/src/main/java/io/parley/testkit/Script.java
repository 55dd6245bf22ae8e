package io.parley.testkit;

/**
 * The child's side of a test with several JVMs: what the main class that {@link ForkedJvm} started calls to keep in
 * step with the test.
 *
 * <p><b>Threading:</b> thread-safe; several threads may wait at the same barrier, and each
 * {@link ForkedJvm#proceed(String)} lets one of them pass. <b>Failure:</b> every method throws
 * {@link IllegalStateException} in a JVM that was not started by {@link ForkedJvm}. <b>Processes:</b> when the parent
 * dies, this JVM is halted at once, whatever it is doing.
 */
public final class Script {
    private Script() {}

    /**
     * Tells the parent that this thread is here, and goes on. The parent waits for it with
     * {@link ForkedJvm#awaitReached}.
     *
     * @param name the barrier's name, any text of at most 100 characters
     */
    public static void reached(String name) {
        ChildLink.current().send(Protocol.REACHED, name);
    }

    /**
     * Blocks until the parent calls {@link ForkedJvm#proceed(String)} with the same name. A call of {@code proceed}
     * that came first is not lost: this method then returns at once.
     *
     * @param name the barrier's name
     * @throws IllegalStateException if the thread is interrupted; its interrupt flag is set again
     */
    public static void await(String name) {
        try {
            ChildLink.current().barrier(name).acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting at barrier '" + name + "'", e);
        }
    }

    /**
     * Tells the parent that this thread is here and blocks until the parent lets it proceed.
     *
     * @param name the barrier's name
     */
    public static void barrier(String name) {
        reached(name);
        await(name);
    }

    /**
     * Hands a result to the parent, which reads it with {@link ForkedJvm#reported} or {@link ForkedJvm#awaitReported}.
     * Reports of the same key are all kept, in order. Meant for results, not for traffic: the parent keeps them in
     * memory.
     *
     * @param key what it is, at most 100 characters
     * @param value its value, as {@link String#valueOf(Object)} shows it, of any length
     */
    public static void report(String key, Object value) {
        ChildLink.current().report(key, String.valueOf(value));
    }
}
