package io.parley.process;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** The task that a worker's thread runs, as the thread that obeys the pool sees it. */
final class RunningTask {
    private static final int FRAMES = 60;

    private final Thread thread = Thread.currentThread();
    private long number;
    private boolean runs;
    private long cancelled;

    /** The next task begins. */
    synchronized void begin() {
        number++;
        runs = true;
    }

    /** The pool may have cancelled it before it arrived. */
    synchronized void requireNotCancelled() {
        if (cancelled == number) {
            throw new CancellationException("cancelled before it began");
        }
    }

    /** The task is over; an interrupt that was meant for it is, too. */
    synchronized void end() {
        runs = false;
        Thread.interrupted();
    }

    /** Interrupts the task of that number, if it runs, or keeps it from beginning. */
    synchronized void cancel(long which) {
        cancelled = which;
        if (runs && number == which) {
            thread.interrupt();
        }
    }

    /** Where the task's thread is, and the threads that it waits for. */
    String stacks() {
        StringBuilder text = new StringBuilder();
        Set<Long> seen = new HashSet<>();
        long id = thread.getId();
        while (id > 0 && seen.add(id)) {
            ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(id, FRAMES);
            if (info == null) {
                break;
            }
            append(text, info);
            id = info.getLockOwnerId();
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo info) {
        text.append('"').append(info.getThreadName()).append("\" ").append(info.getThreadState());
        LockInfo lock = info.getLockInfo();
        if (lock != null) {
            text.append(" on ").append(lock);
        }
        if (info.getLockOwnerName() != null) {
            text.append(" that \"").append(info.getLockOwnerName()).append("\" has");
        }
        for (StackTraceElement frame : info.getStackTrace()) {
            text.append("\n    at ").append(frame);
        }
        text.append('\n');
    }
}
