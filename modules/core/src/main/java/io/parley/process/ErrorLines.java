package io.parley.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What a worker prints on standard error: goes where the pool's options say, and the last lines are remembered. */
final class ErrorLines implements Consumer<String> {
    private static final int KEPT = 20;

    private final Stdio target;
    private final Deque<String> last = new ArrayDeque<>();

    private ErrorLines(Stdio target) {
        this.target = target;
    }

    /** For a worker whose lines go there. */
    static ErrorLines to(Stdio target) {
        return new ErrorLines(target);
    }

    /** The options of a worker whose lines come here; a file gets them directly, and nothing is remembered. */
    ProcessOptions in(ProcessOptions options) {
        return target instanceof Stdio.ToFile ? options : options.withStderr(Stdio.lines(this));
    }

    @Override
    public void accept(String line) {
        synchronized (last) {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        if (target instanceof Stdio.Lines lines) {
            lines.consumer().accept(line);
        } else if (target instanceof Stdio.Inherit) {
            Inherited.write(line);
        }
    }

    /** The last lines, oldest first. */
    List<String> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /** The file descriptor that a child inherits, also if the program replaced System.err. */
    private static final class Inherited {
        private static final FileOutputStream STREAM = new FileOutputStream(FileDescriptor.err);

        static void write(String line) {
            try {
                STREAM.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("standard error of this process is closed", e);
            }
        }
    }
}
