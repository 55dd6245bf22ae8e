package io.parley.pipe;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.SharedObject;
import java.nio.file.Path;

/**
 * Both ends of a pipe, as one process opened them: what is sent into one is received from the other. Python's
 * {@code Pipe()}.
 *
 * <p>A pipe has a name, and whoever knows it opens an end with {@link Parley#connection(String, Codec, End)}. Messages
 * go through shared memory and are gone when they were received; for a history use a
 * {@link io.parley.queue.SharedQueue}.
 *
 * <p><b>Processes:</b> an end is open in the processes that opened it, and in no others; children inherit nothing. Who
 * opens a pipe here has both ends open, so the stream does not end before this process closed its sending one. A pipe
 * of which both ends were open, and which no living process has open any more, is empty and as new for who opens it
 * next. What was sent to an end that nobody had open yet waits for it.
 *
 * <p><b>Threading:</b> any thread may use either end. <b>Death of a party:</b> see {@link PipeConnection}.
 *
 * <p><b>Differs from Python:</b> an end is open only where it was opened, so a program that forgets to close what a
 * child inherited still ends; any number of threads may use an end; the capacity can be chosen.
 *
 * @param <T> the message type
 */
public final class Pipe<T> implements SharedObject {
    private final PipeConnection<T> first;
    private final PipeConnection<T> second;

    private Pipe(PipeConnection<T> first, PipeConnection<T> second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Opens both ends, creating the pipe first if there is none. {@link Parley#pipe(String, Codec)} is the short way.
     *
     * @param <T> the message type
     * @param parley the domain
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options how to create it
     * @return both ends
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <T> Pipe<T> open(Parley parley, String name, Codec<T> codec, PipeOptions options) {
        PipeConnection<T> first = PipeConnection.open(parley, name, codec, End.FIRST, options);
        try {
            return new Pipe<>(first, PipeConnection.open(parley, name, codec, End.SECOND, options));
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /**
     * The first end; of a one-way pipe the one that receives.
     *
     * @return the end, to close on its own or with the pipe
     */
    public PipeConnection<T> first() {
        return first;
    }

    /**
     * The second end; of a one-way pipe the one that sends.
     *
     * @return the end, to close on its own or with the pipe
     */
    public PipeConnection<T> second() {
        return second;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Path path() {
        return first.path();
    }

    @Override
    public boolean isDeleted() {
        return first.isDeleted();
    }

    @Override
    public void delete() {
        first.delete();
    }

    /** Closes both ends in this process. The pipe stays. A second call does nothing. */
    @Override
    public void close() {
        first.close();
        second.close();
    }

    @Override
    public String toString() {
        return "Pipe(" + first + ", " + second + ")";
    }
}
