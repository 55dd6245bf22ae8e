package io.parley.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one stream of an external program in a thread of its own, so that the program never blocks on a full pipe, and
 * hands on what it reads.
 */
final class OutputPump {
    /** As much as a pipe holds: after the program's end, everything further is from somebody else. */
    private static final long PIPE_BYTES = 64 << 10;

    /** The program has ended and somebody else has its pipe open: how long nothing must come until it is empty. */
    private static final long IDLE_MS = 300;

    /** Gets what is read, from the pump's thread. */
    interface Sink {
        /** The next bytes. */
        void accept(byte[] bytes, int length);

        /** There will be no more. */
        default void end() {}
    }

    private final InputStream source;
    private final Sink sink;
    private final Thread thread;
    private volatile long read;
    private volatile boolean busy;
    private volatile boolean stopped;

    private OutputPump(String name, InputStream source, Sink sink) {
        this.source = source;
        this.sink = sink;
        thread = new Thread(null, this::pump, name, 0, false);
        thread.setDaemon(true);
    }

    static OutputPump start(String name, InputStream source, Sink sink) {
        OutputPump pump = new OutputPump(name, source, sink);
        pump.thread.start();
        return pump;
    }

    private void pump() {
        byte[] buffer = new byte[8 << 10];
        try (source) {
            for (int n = source.read(buffer); n >= 0 && !stopped; n = source.read(buffer)) {
                busy = true;
                read = read + n; // by this thread only
                sink.accept(buffer, n);
                busy = false;
            }
        } catch (IOException endOfThePipe) {
            busy = false; // what was read until then counts
        }
        if (!stopped) {
            busy = true;
            sink.end();
        }
    }

    /**
     * The program has ended: waits until all that it wrote is handed on. Somebody whom it started may have the pipe
     * open for ever; what that one writes is not waited for.
     */
    void finish() throws InterruptedException {
        long most = read + PIPE_BYTES;
        long before;
        do {
            before = read;
            thread.join(IDLE_MS);
        } while (thread.isAlive() && (busy || read != before) && read <= most);
        stopped = true;
    }
}
