package io.parley;

import io.parley.pipe.End;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.pipe.PipeOptions;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that opens pipes. */
abstract class PipeFactories extends SyncFactories {
    PipeFactories() {}

    /**
     * Opens both ends of a two-way pipe. Each process that talks opens its own end with {@link #connection(String,
     * Codec, End)}; who opens both and only starts the others closes them once those have theirs.
     *
     * @param <T> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return both ends, open in this process
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <T> Pipe<T> pipe(String name, Codec<T> codec) {
        return Pipe.open(self(), name, codec, PipeOptions.defaults());
    }

    /**
     * Opens both ends of a pipe.
     *
     * @param <T> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.simplex()}
     * @return both ends, open in this process
     * @throws ObjectMismatchException if it exists with another codec or other options
     */
    public <T> Pipe<T> pipe(String name, Codec<T> codec, UnaryOperator<PipeOptions> options) {
        return Pipe.open(self(), name, codec, options.apply(PipeOptions.defaults()));
    }

    /**
     * Opens one end of a pipe, as it is; creates a two-way pipe with default options if there is none.
     *
     * @param <T> the message type
     * @param name the pipe's name
     * @param codec how messages become bytes; the same one in every process
     * @param end which end
     * @return the end, open in this process
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <T> PipeConnection<T> connection(String name, Codec<T> codec, End end) {
        return PipeConnection.open(self(), name, codec, end, PipeOptions.defaults());
    }

    /**
     * Opens one end of a pipe.
     *
     * @param <T> the message type
     * @param name the pipe's name
     * @param codec how messages become bytes; the same one in every process
     * @param end which end
     * @param options changes the defaults, for example {@code o -> o.simplex()}
     * @return the end, open in this process
     * @throws ObjectMismatchException if it exists with another codec or other options
     */
    public <T> PipeConnection<T> connection(String name, Codec<T> codec, End end, UnaryOperator<PipeOptions> options) {
        return PipeConnection.open(self(), name, codec, end, options.apply(PipeOptions.defaults()));
    }

    /**
     * A codec for connections themselves: sends an open end of a pipe through another connection or a queue, to a
     * process that then has it open as well. The end stays open in the sender's name until it arrives, even if the
     * sender closes its own, unless the sender's process ends before. An end that arrived counts for the process that
     * decoded the message.
     *
     * @param <T> the message type of the connections that are sent
     * @param codec their codec
     * @return the codec, for messages within this domain
     */
    public <T> Codec<PipeConnection<T>> connectionCodec(Codec<T> codec) {
        return PipeConnection.codec(self(), codec);
    }
}
