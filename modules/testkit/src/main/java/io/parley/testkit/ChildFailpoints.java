package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The failpoint handler of a forked JVM: counts how often each point is passed and carries out the parent's plan.
 *
 * <p>The action is announced to the parent with one write to the pipe, then carried out by the very thread that passed
 * the point, with a signal to itself: the kernel acts on it before the call returns to user mode, so this thread stores
 * nothing more. SIGKILL is pending for all other threads of the process by then as well.
 */
final class ChildFailpoints implements Failpoint.Handler {
    private final FailpointPlan plan;
    private final ChildLink link;
    private final boolean firstOfNamespace = ProcessHandle.current().pid() == 1;
    private final AtomicIntegerArray hits = new AtomicIntegerArray(Failpoint.values().length);

    private ChildFailpoints(FailpointPlan plan, ChildLink link) {
        this.plan = plan;
        this.link = link;
    }

    /** Installs the handler for {@code plan}, with everything that an action needs already loaded. */
    static void install(FailpointPlan plan, ChildLink link) throws InterruptedException {
        if (!Failpoint.ENABLED) {
            throw new IllegalStateException(
                    "failpoints are planned, but this JVM runs without -Dparley.failpoints=true");
        }
        NativeProcess.load();
        link.awaitBound();
        announcement(Failpoint.LOCK_HELD, 0, FailAction.PAUSE);
        Failpoint.install(new ChildFailpoints(plan, link));
    }

    @Override
    public void reached(Failpoint point) {
        int hit = hits.incrementAndGet(point.ordinal());
        FailAction action = plan.decide(point, hit);
        if (action == null) {
            return;
        }
        link.send(Protocol.FAILPOINT, point.name(), announcement(point, hit, action));
        // No switch: its lookup class would be loaded between the announcement and the action.
        if (action == FailAction.KILL) {
            kill();
        } else if (action == FailAction.STOP) {
            stop();
        } else {
            link.barrier(Protocol.pauseBarrier(point.name())).acquireUninterruptibly();
        }
    }

    private static String[] announcement(Failpoint point, int hit, FailAction action) {
        return new String[] {Integer.toString(hit), action.name(), Long.toString(System.nanoTime())};
    }

    private void kill() {
        NativeProcess.raise(NativeProcess.SIGKILL);
        // Only the first process of a PID namespace gets here: it is immune to its own signals, not to the parent's.
        link.send(Protocol.SIGNAL, Integer.toString(NativeProcess.SIGKILL));
        link.barrier(Protocol.signalled(NativeProcess.SIGKILL)).acquireUninterruptibly();
    }

    private void stop() {
        if (firstOfNamespace) {
            link.send(Protocol.SIGNAL, Integer.toString(NativeProcess.SIGSTOP));
            link.barrier(Protocol.signalled(NativeProcess.SIGSTOP)).acquireUninterruptibly();
        } else {
            NativeProcess.raise(NativeProcess.SIGSTOP);
        }
    }
}
