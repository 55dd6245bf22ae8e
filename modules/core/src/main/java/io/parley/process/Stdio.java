package io.parley.process;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** Where a child's standard output or standard error goes. */
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
     * To a consumer in this process, line by line. It is called by a thread of its own for each child, so a slow
     * consumer holds up this child's output and nothing else; what it throws is logged once, and the rest of the output
     * is read and dropped, so the child never blocks on a full pipe for good.
     *
     * @param consumer gets each line without its end
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
