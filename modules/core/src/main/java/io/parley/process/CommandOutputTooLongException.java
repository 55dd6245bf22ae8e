package io.parley.process;

import java.io.IOException;

/**
 * An external program printed more than may be captured; it and every process that it started were killed. Remedy: send
 * the output to a file with {@link CommandSpec#withStdout}, or allow more with {@link CommandSpec#withMaxBytes}.
 */
public final class CommandOutputTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    CommandOutputTooLongException(CommandSpec spec) {
        super("command printed too much: " + String.join(" ", spec.args()) + ": more than maxBytes=" + spec.maxBytes()
                + " on one stream; it was killed. Send the output to a file (withStdout(Stdio.to(file))), or allow more"
                + " (withMaxBytes)");
    }
}
