package io.parley.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A daemon thread that empties one output stream of a child, so that the child never blocks on a full pipe, and takes
 * the protocol's lines out of it.
 *
 * <p>A protocol line may interrupt a line of the program ({@code print} without newline): the text before the mark is
 * then continued by what follows the protocol line.
 */
final class LinePump {
    /** Longer lines are cut into pieces, so that a child without newlines cannot fill the parent's memory. */
    static final int MAX_LINE = 64 * 1024;

    private static final byte[] MARK = Protocol.MARK.getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final Consumer<String> lines;
    private final Consumer<String> protocol;
    private final Thread thread;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final StringBuilder message = new StringBuilder();
    /** How many bytes of the mark the last bytes are. */
    private int matched;

    private boolean inMessage;

    private LinePump(String name, InputStream in, Consumer<String> lines, Consumer<String> protocol) {
        this.in = in;
        this.lines = lines;
        this.protocol = protocol;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    static LinePump start(String name, InputStream in, Consumer<String> lines, Consumer<String> protocol) {
        LinePump pump = new LinePump(name, in, lines, protocol);
        pump.thread.start();
        return pump;
    }

    /** Waits until everything that the child wrote was handed on; not for ever, for a grandchild may hold the pipe. */
    void drain(Duration timeout) throws InterruptedException {
        thread.join(timeout.toMillis());
    }

    private void run() {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    accept(buffer[i]);
                }
            }
        } catch (IOException e) {
            // The stream was closed under us: as good as its end.
        }
        flushMark();
        if (text.size() > 0) {
            endLine();
        }
    }

    private void accept(byte b) {
        if (inMessage) {
            if (b == '\n') {
                inMessage = false;
                protocol.accept(message.toString());
                message.setLength(0);
            } else {
                message.append((char) b);
            }
        } else if (b == MARK[matched]) {
            matched++;
            inMessage = matched == MARK.length;
            matched %= MARK.length;
        } else {
            flushMark();
            acceptText(b);
        }
    }

    /** What looked like the beginning of a mark was text. */
    private void flushMark() {
        text.write(MARK, 0, matched);
        matched = 0;
    }

    private void acceptText(byte b) {
        // The mark's first byte occurs in it only once, so a failed match can restart here and nowhere earlier.
        if (b == MARK[0]) {
            matched = 1;
        } else if (b == '\n') {
            endLine();
        } else {
            text.write(b);
            if (text.size() >= MAX_LINE) {
                endLine();
            }
        }
    }

    private void endLine() {
        String line = text.toString(StandardCharsets.UTF_8);
        text.reset();
        lines.accept(line);
    }
}
