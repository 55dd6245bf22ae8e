package io.parley.internal.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A process with everything that it started, directly or not. Once a process has ended, its children belong to init and
 * cannot be told from strangers; so they are looked up before it is signalled.
 */
public final class ProcessTree {
    private ProcessTree() {}

    /** Sends SIGTERM to all of them, once. */
    public static void terminate(ProcessHandle root) {
        signal(root, ProcessHandle::destroy);
    }

    /**
     * Sends SIGKILL to all of them, and to what they start meanwhile. A process that is started between the look-up and
     * the signal of its parent, a matter of a millisecond, can escape.
     */
    public static void kill(ProcessHandle root) {
        signal(root, ProcessHandle::destroyForcibly);
    }

    private static void signal(ProcessHandle root, Consumer<ProcessHandle> signal) {
        Set<ProcessHandle> signalled = new LinkedHashSet<>();
        Set<ProcessHandle> found = new LinkedHashSet<>(List.of(root));
        while (!found.isEmpty()) {
            List<ProcessHandle> known = List.copyOf(found);
            known.forEach(process -> process.descendants().forEach(found::add));
            found.forEach(signal);
            signalled.addAll(found);
            Set<ProcessHandle> late = new LinkedHashSet<>();
            signalled.forEach(process -> process.descendants().forEach(late::add));
            late.removeAll(signalled);
            found.clear();
            found.addAll(late);
        }
    }
}
