package io.parley.internal.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parent's end of a life-line. Nobody waits here: a pipe holds little, and a child that was stopped reads nothing
 * for a long time. A daemon thread writes, which is there only while there is something to write.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> what is written to a child that has ended is dropped: how it
 * ended says the rest.
 */
public final class LifelineWriter {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");

    private final OutputStream out;
    private final String name;
    private final Deque<byte[]> pending = new ArrayDeque<>();
    private boolean writing;
    private boolean ended;

    /** Writes to a child of that name. */
    public LifelineWriter(OutputStream out, String name) {
        this.out = out;
        this.name = name;
    }

    /** Has these written one after the other, behind all that was given before; they must not change any more. */
    public synchronized void write(byte[]... parts) {
        if (ended) {
            return;
        }
        for (byte[] part : parts) {
            pending.add(part);
        }
        if (!writing) {
            Thread writer = new Thread(null, this::drain, "parley-lifeline-to-" + name, 0, false);
            writer.setDaemon(true);
            writer.start();
            writing = true; // not if there was no memory for a thread
        }
    }

    private synchronized byte[] next() {
        byte[] part = pending.poll();
        writing = part != null;
        return part;
    }

    private void drain() {
        try {
            for (byte[] part = next(); part != null; part = next()) {
                out.write(part);
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("process '{}' ended before it read all that was sent to it: {}", name, e.toString());
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        pending.clear();
    }

    /** Ends the life-line, as this process's end would; not while something is being written. */
    public synchronized void close() {
        end();
        if (!writing) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.debug("life-line to '{}' was broken already: {}", name, e.toString());
            }
        }
    }
}
