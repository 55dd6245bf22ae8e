package io.parley.process;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a child's standard output or standard error goes.
 *
 * <p><b>Processes:</b> no choice can make the child hang, whatever it prints, as long as somebody lives to read it.
 * With {@link #inherit}, {@link #discard} and files, the child does not depend on this process at all; with
 * {@link #lines} a child that outlives this process finds its output broken and goes on.
 *
 * <p><b>Differs from Python:</b> there the streams are always inherited.
 */
public sealed interface Stdio {
    /**
     * To where this process's goes: the default, as in Python.
     *
     * @return the choice
     */
    static Stdio inherit() {
        return Inherit.INSTANCE;
    }

    /**
     * Nowhere.
     *
     * @return the choice
     */
    static Stdio discard() {
        return Discard.INSTANCE;
    }

    /**
     * Into a file, which is emptied first.
     *
     * @param file the file
     * @return the choice
     */
    static Stdio to(Path file) {
        return new ToFile(file, false);
    }

    /**
     * To the end of a file.
     *
     * @param file the file
     * @return the choice
     */
    static Stdio appendTo(Path file) {
        return new ToFile(file, true);
    }

    /**
     * To a consumer in this process, line by line. It is called by a thread of its own for each child and stream, so a
     * slow consumer holds up this child's output and nothing else: one that blocks makes the child wait once the pipe
     * is full. What it throws is logged once, and the rest of the output is read and dropped. The child writes UTF-8
     * and it is read as such; a line of more than 1,048,576 characters comes in pieces.
     *
     * <p>When {@link ParleyProcess#join()} returns, or {@link ParleyProcess#onExit()} completes, the last line has been
     * handed over. That wait is given up when nothing moves for half a second: if another process has inherited the
     * child's stream and keeps it open, or the consumer itself waits for something.
     *
     * @param consumer gets each line without its end; called by one thread at a time, unless you give it to both
     *     streams or to several children
     * @return the choice
     */
    static Stdio lines(Consumer<? super String> consumer) {
        return new Lines(consumer);
    }

    /** See {@link #inherit}. */
    enum Inherit implements Stdio {
        /** The choice. */
        INSTANCE
    }

    /** See {@link #discard}. */
    enum Discard implements Stdio {
        /** The choice. */
        INSTANCE
    }

    /**
     * See {@link #to} and {@link #appendTo}.
     *
     * @param file the file
     * @param append whether what is in it stays
     */
    record ToFile(Path file, boolean append) implements Stdio {
        /**
         * Checks that nothing is null.
         *
         * @param file the file
         * @param append whether what is in it stays
         */
        public ToFile {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * See {@link #lines}.
     *
     * @param consumer gets each line
     */
    record Lines(Consumer<? super String> consumer) implements Stdio {
        /**
         * Checks that nothing is null.
         *
         * @param consumer gets each line
         */
        public Lines {
            Objects.requireNonNull(consumer, "consumer");
        }
    }
}
