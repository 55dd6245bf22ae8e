package io.parley.perf.rig;

/** A thread that waits for what a process about to die holds, and notes when it got it. */
final class Survivor {
    private final Thread thread;
    private volatile long gotNs;
    private volatile Exception failure;

    private Survivor(Action action) {
        thread = new Thread(() -> run(action), "survivor");
        thread.setDaemon(true);
    }

    /** What it waits in; returns when it has it. */
    interface Action {
        void run() throws Exception;
    }

    static Survivor start(Action action) {
        Survivor survivor = new Survivor(action);
        survivor.thread.start();
        return survivor;
    }

    private void run(Action action) {
        try {
            action.run();
            gotNs = System.nanoTime();
        } catch (Exception e) {
            failure = e;
        }
    }

    /** When it got what it waited for, on the clock of {@link System#nanoTime}. */
    long gotNs() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the survivor", e);
        }
        if (failure != null) {
            throw new IllegalStateException("the survivor failed", failure);
        }
        return gotNs;
    }
}
