package io.parley.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what an external program prints to a consumer, line by line. */
final class OutputLines implements OutputPump.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(OutputLines.class);

    private final String command;
    private final Charset charset;
    private final Consumer<? super String> consumer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean failed;

    OutputLines(String command, Charset charset, Consumer<? super String> consumer) {
        this.command = command;
        this.charset = charset;
        this.consumer = consumer;
    }

    @Override
    public void accept(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                handOver();
                start = i + 1;
            }
        }
        line.write(bytes, start, length - start);
    }

    @Override
    public void end() {
        if (line.size() > 0) {
            handOver();
        }
    }

    private void handOver() {
        String text = line.toString(charset);
        line.reset();
        if (failed) {
            return;
        }
        try {
            consumer.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (RuntimeException e) {
            failed = true; // the rest is read and dropped, so the program never blocks on a full pipe
            LOG.warn("what gets the lines of {} failed; the rest of its output is dropped", command, e);
        }
    }
}
