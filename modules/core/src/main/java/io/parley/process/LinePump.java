package io.parley.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what a child prints to a consumer, line by line, in a thread of its own. It reads to the end whatever the
 * consumer does, so the child does not block on a full pipe.
 */
final class LinePump {
    /** A longer line is handed over in pieces, so that who prints without an end does not fill this JVM's memory. */
    static final int MAX_LINE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");
    private static final int CHUNK = 4096;

    private final Process process;
    private final InputStream source;
    private final Consumer<? super String> consumer;
    private final String name;
    private final Thread thread;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;
    private boolean refused;
    /** What has happened so far; only this thread writes. */
    private volatile long progress;

    private LinePump(Process process, InputStream source, Consumer<? super String> consumer, String name) {
        this.process = process;
        this.source = source;
        this.consumer = consumer;
        this.name = name;
        this.thread = new Thread(null, this::run, "parley-" + name, 0, false);
        thread.setDaemon(true);
    }

    static LinePump start(Process process, InputStream source, Consumer<? super String> consumer, String name) {
        LinePump pump = new LinePump(process, source, consumer, name);
        pump.thread.start();
        return pump;
    }

    /**
     * Waits until the last line was handed over, or for the given time nothing moved: another process has inherited the
     * pipe and keeps it open, or the consumer blocks.
     */
    void awaitEnd(long stallMs) throws InterruptedException {
        long before;
        do {
            before = progress;
            thread.join(stallMs);
        } while (thread.isAlive() && progress != before);
    }

    private void run() {
        Reader text = new InputStreamReader(source, StandardCharsets.UTF_8);
        try {
            drain(text);
            // At the process's end the JDK takes the rest out of the pipe and puts it behind this stream. If it did
            // so between our look and our read, we have seen an end too early.
            process.waitFor();
            drain(new InputStreamReader(source, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            LOG.debug("{}: reading was interrupted", name);
        }
        if (line.length() > 0) {
            handOver();
        }
    }

    /** Reads to the end, or to the moment at which the JDK closes the pipe under us. */
    private void drain(Reader text) {
        char[] chunk = new char[CHUNK];
        try {
            for (int length = text.read(chunk); length >= 0; length = text.read(chunk)) {
                split(chunk, length);
            }
        } catch (IOException e) {
            LOG.debug("{} ended with {}", name, e.toString());
        }
    }

    private void split(char[] chunk, int length) {
        progress++;
        for (int i = 0; i < length; i++) {
            char c = chunk[i];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                handOver();
            } else {
                if (line.length() == MAX_LINE) {
                    handOver();
                }
                line.append(c);
            }
        }
    }

    private void handOver() {
        String whole = line.toString();
        line.setLength(0);
        if (refused) {
            return;
        }
        try {
            consumer.accept(whole);
        } catch (RuntimeException | Error e) {
            refused = true;
            LOG.warn("{}: the consumer failed, the rest of the output is dropped", name, e);
        }
        progress++;
    }
}
