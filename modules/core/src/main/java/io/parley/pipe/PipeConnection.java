package io.parley.pipe;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.pipe.PipeEnd;
import io.parley.internal.pipe.PipeEnd.Received;
import io.parley.internal.pipe.PipeEnd.Sent;
import io.parley.internal.pipe.PipeLayout;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.WaitSources;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One end of a pipe through shared memory, as a process opened it.
 *
 * <p><b>Threading:</b> any number of threads, also of several processes that have the same end open, may send and
 * receive; messages never interleave, and each goes to one receiver. <b>Ordering:</b> first in, first out in each
 * direction; a {@code receive} that returns a message happens-after its {@code send}, in any process.
 *
 * <p><b>End of stream:</b> {@code receive} throws {@link EOFException} when no living process has the other end open,
 * one had, and everything that was sent is received. Before anybody opened the other end, {@code receive} waits. An end
 * that somebody opens again goes on.
 *
 * <p><b>Processes:</b> a process that is killed has its ends closed within about 20 ms, for those who wait as well. A
 * sender killed within {@code send} leaves the whole message or none. A message is lost with a receiver that is killed
 * after it got it out of the pipe. Nobody is held up for more than some milliseconds, and no other message is lost. A
 * paused process is alive: what it has in hand waits for it.
 *
 * <p><b>Blocking:</b> {@code send} while there is no room, {@code receive} while there is no message; both end with
 * {@link AsynchronousCloseException} when another thread closes this handle, and with
 * {@link io.parley.ObjectDeletedException} when somebody deletes the pipe. A message that is longer than half the
 * capacity goes through in pieces while it is received: then {@code send} waits for the receiver. Interrupted in the
 * middle, {@code send} takes the message back; {@code receive}, once it has a part, gets the rest and leaves the thread
 * interrupted; closed in the middle, it drops that message. <b>Allocation:</b> none in {@code send} and {@code receive}
 * but what the codec makes, unless the caller waits for room.
 *
 * <p><b>Differs from Python:</b> closed by {@link #close()}, with its {@link Parley}, or by the end of the process, not
 * by garbage collection. A message over {@code maxLength} stays, and the connection can be used on.
 *
 * @param <T> the message type
 */
public final class PipeConnection<T> implements Connection<T>, SharedObject {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    static {
        Addresses.register(PipeConnection.class, connection -> connection.address());
    }

    private final String name;
    private final Codec<T> codec;
    private final PipeEnd end;

    private PipeConnection(String name, Codec<T> codec, PipeEnd end) {
        this.name = name;
        this.codec = codec;
        this.end = end;
        end.domain().track(this);
        WaitSources.register(this, end);
    }

    /**
     * Opens an end, creating the pipe first if there is none. {@link Parley#connection(String, Codec, End)} is the
     * short way.
     *
     * @param <T> the message type
     * @param parley the domain
     * @param name the pipe's name
     * @param codec how messages become bytes; the same one in every process
     * @param which the end
     * @param options how to create the pipe
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <T> PipeConnection<T> open(
            Parley parley, String name, Codec<T> codec, End which, PipeOptions options) {
        int number = which == End.FIRST ? PipeLayout.FIRST : PipeLayout.SECOND;
        return new PipeConnection<>(
                name, codec.in(parley), PipeEnd.open(Domain.of(parley), name, options.config(codec.id()), number));
    }

    /**
     * A codec for connections themselves. {@link Parley#connectionCodec(Codec)} is the short way.
     *
     * @param <T> the message type of the connections that are sent
     * @param parley the domain
     * @param codec their codec
     * @return the codec, for messages within this domain
     */
    public static <T> Codec<PipeConnection<T>> codec(Parley parley, Codec<T> codec) {
        return new ConnectionCodec<>(parley, codec);
    }

    static <T> PipeConnection<T> openArrived(Parley parley, Codec<T> codec, PipeEnd.Address address) {
        PipeEnd end =
                PipeEnd.open(Domain.of(parley), address, PipeOptions.defaults().config(codec.id()));
        if (end == null) {
            throw new CodecException("connection arrived, and its pipe is gone: '" + address.name() + "' in " + parley
                    + ". It was deleted meanwhile");
        }
        return new PipeConnection<>(address.name(), codec, end);
    }

    PipeEnd.Address handOver() {
        PipeEnd.Address address = end.handOver(name);
        if (address == null) {
            throw new CodecException("connection cannot be sent: " + this
                    + ". Too many ends of this pipe are on their way; receive them first");
        }
        return address;
    }

    private Address address() {
        return new Address(end.domain(), this, end.file(), name, List.of(codec.id()), List.of(codec));
    }

    boolean isIn(Domain domain) {
        return end.domain().directory().equals(domain.directory());
    }

    @Override
    public void send(T message) throws IOException, InterruptedException {
        send(message, Deadline.NEVER);
    }

    @Override
    public boolean send(T message, Duration timeout) throws IOException, InterruptedException {
        return send(message, deadline(timeout));
    }

    private boolean send(T message, long deadlineNs) throws IOException, InterruptedException {
        requireWritable();
        Objects.requireNonNull(message, "null cannot be sent");
        MessageBuffer encoded = Buffers.toSend();
        codec.encode(message, encoded);
        return sent(end.send(encoded.array(), 0, encoded.length(), deadlineNs));
    }

    @Override
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
        requireWritable();
        Objects.checkFromIndexSize(offset, length, bytes.length);
        sent(end.send(bytes, offset, length, Deadline.NEVER));
    }

    @Override
    public void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException {
        if (bytes.hasArray()) {
            sendBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } else {
            requireWritable();
            MessageBuffer copy = Buffers.toSend();
            copy.writeBytes(bytes.duplicate());
            sent(end.send(copy.array(), 0, copy.length(), Deadline.NEVER));
        }
        bytes.position(bytes.limit());
    }

    private boolean sent(Sent outcome) throws IOException {
        return switch (outcome) {
            case YES -> true;
            case FULL -> false;
            case CLOSED -> throw new AsynchronousCloseException();
            case UNHEARD ->
                throw new BrokenPipeException("nobody has the other end open any more: " + this
                        + ". It was closed, or its process ended; close this end too");
        };
    }

    @Override
    public T receive() throws IOException, InterruptedException {
        return decode(receive(NO_LIMIT, Deadline.NEVER));
    }

    @Override
    public Optional<T> receive(Duration timeout) throws IOException, InterruptedException {
        MessageBuffer received = receive(NO_LIMIT, deadline(timeout));
        return received == null ? Optional.empty() : Optional.of(decode(received));
    }

    @Override
    public byte[] receiveBytes() throws IOException, InterruptedException {
        return receiveBytes(NO_LIMIT);
    }

    @Override
    public byte[] receiveBytes(int maxLength) throws IOException, InterruptedException {
        if (maxLength < 0) {
            throw new IllegalArgumentException("maxLength is negative: " + maxLength + ". Zero or more");
        }
        return Arrival.copy(receive(maxLength, Deadline.NEVER));
    }

    @Override
    public int receiveInto(ByteBuffer target) throws IOException, InterruptedException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        MessageBuffer received = receive(NO_LIMIT, Deadline.NEVER);
        return Arrival.into(target, received, this);
    }

    /** The calling thread's buffer with the next message; null if none came in time. */
    private MessageBuffer receive(int maxLength, long deadlineNs) throws IOException, InterruptedException {
        requireReadable();
        MessageBuffer received = Buffers.toReceive();
        Received outcome = end.receive(received, maxLength, deadlineNs);
        return switch (outcome) {
            case MESSAGE -> received;
            case NOTHING -> null;
            case CLOSED -> throw new AsynchronousCloseException();
            case END ->
                throw new EOFException(
                        "end of stream: " + this + ". Nobody has the other end open, and everything was received");
            case TOO_LONG ->
                throw new MessageTooLongException("next message is too long: " + this + " bytes="
                        + received.readInt() + ", maxLength=" + maxLength
                        + ". It is still there: receive it without the limit, or discardNext()");
        };
    }

    private T decode(MessageBuffer received) {
        return Arrival.decode(received, codec, this);
    }

    @Override
    public boolean poll() throws IOException {
        requireReadable();
        return end.poll();
    }

    @Override
    public boolean poll(Duration timeout) throws IOException, InterruptedException {
        requireReadable();
        boolean ready = end.poll(deadline(timeout));
        if (end.isClosed()) {
            throw new AsynchronousCloseException();
        }
        return ready;
    }

    @Override
    public boolean isReady() {
        return end.isTrue();
    }

    @Override
    public boolean discardNext() throws IOException {
        requireReadable();
        return end.discard();
    }

    private long deadline(Duration timeout) {
        return end.deadline(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private void requireReadable() throws ClosedChannelException {
        requireOpen();
        if (!end.isReadable()) {
            throw new NonReadableChannelException();
        }
    }

    private void requireWritable() throws ClosedChannelException {
        requireOpen();
        if (!end.isWritable()) {
            throw new NonWritableChannelException();
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (end.isClosed()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return !end.isClosed();
    }

    @Override
    public boolean isReadable() {
        return end.isReadable();
    }

    @Override
    public boolean isWritable() {
        return end.isWritable();
    }

    /**
     * How messages become bytes.
     *
     * @return the codec that the end was opened with
     */
    public Codec<T> codec() {
        return codec;
    }

    /**
     * Which end of its pipe this is.
     *
     * @return the end
     */
    public End end() {
        return end.end() == PipeLayout.FIRST ? End.FIRST : End.SECOND;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return end.file().path();
    }

    @Override
    public boolean isDeleted() {
        return end.file().isDeleted();
    }

    @Override
    public void delete() {
        if (end.isClosed()) {
            throw new IllegalStateException("handle is closed: " + path() + ". Open the object again");
        }
        end.delete();
    }

    /**
     * Closes this end in this process; open handles on it, here or elsewhere, stay open. When it was the last, the
     * other end finds the end of the stream behind what was sent, and cannot send any more. Threads that wait on this
     * handle stop waiting. A second call does nothing.
     */
    @Override
    public void close() {
        end.close();
        end.domain().untrack(this);
        WaitSources.unregister(this);
    }

    @Override
    public String toString() {
        return "PipeConnection(" + name + ", " + end() + (isOpen() ? "" : ", closed") + ", " + path() + ")";
    }
}
