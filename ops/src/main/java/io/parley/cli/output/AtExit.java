package io.parley.cli.output;

/** Something that must be put back: by {@link #close}, or else when the JVM ends, by a signal as well. Once. */
public final class AtExit implements AutoCloseable {
    private final Runnable action;
    private final Thread hook;
    private boolean done;

    private AtExit(Runnable action) {
        this.action = action;
        this.hook = new Thread(this::putBack, "parley-put-back");
    }

    /** From now on it will be done. */
    public static AtExit of(Runnable action) {
        AtExit atExit = new AtExit(action);
        Runtime.getRuntime().addShutdownHook(atExit.hook);
        return atExit;
    }

    private synchronized void putBack() {
        if (!done) {
            done = true;
            action.run();
        }
    }

    @Override
    public void close() {
        putBack();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // it runs, and finds that all is done
        }
    }
}
