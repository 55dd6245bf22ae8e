package io.parley.pipe;

import io.parley.Waitable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One end of a pipe or of a socket: sends messages to the other end and receives what that sends. Python's
 * {@code Connection}. One send is one receive; empty messages are legal.
 *
 * <p><b>Threading:</b> any number of threads may use an end; messages never interleave.
 *
 * @param <T> the message type
 */
public interface Connection<T> extends Waitable, AutoCloseable {
    /**
     * Sends a message, waiting for room.
     *
     * @param message not null; encoded before anything is sent
     * @throws java.nio.channels.NonWritableChannelException if this end only receives
     * @throws java.nio.channels.ClosedChannelException if this end was closed
     * @throws IOException if the other end is gone
     * @throws InterruptedException if the thread is interrupted; nothing was sent
     */
    void send(T message) throws IOException, InterruptedException;

    /**
     * Sends a message, waiting for room at most that long; never gives up early.
     *
     * @param message not null; encoded before anything is sent
     * @param timeout how long; zero or less tries once
     * @return whether it was sent
     * @throws IOException as for {@link #send(Object)}
     * @throws InterruptedException if the thread is interrupted; nothing was sent
     */
    boolean send(T message, Duration timeout) throws IOException, InterruptedException;

    /**
     * Receives the next message, waiting for one.
     *
     * @return the message
     * @throws java.io.EOFException if no sender is left and everything was received
     * @throws java.nio.channels.NonReadableChannelException if this end only sends
     * @throws java.nio.channels.ClosedChannelException if this end was closed
     * @throws IOException if the connection fails
     * @throws InterruptedException if the thread is interrupted; nothing was received
     */
    T receive() throws IOException, InterruptedException;

    /**
     * Receives the next message, waiting for one at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return the message, or empty
     * @throws IOException as for {@link #receive()}
     * @throws InterruptedException if the thread is interrupted; nothing was received
     */
    Optional<T> receive(Duration timeout) throws IOException, InterruptedException;

    /**
     * Whether {@code receive} would not wait: there is a message, or the end of the stream. Consumes nothing.
     *
     * @return a snapshot
     * @throws IOException as for {@link #receive()}, but not at the end of the stream
     */
    boolean poll() throws IOException;

    /**
     * Waits until {@code receive} would not wait, at most that long.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it would not wait
     * @throws IOException as for {@link #receive()}, but not at the end of the stream
     * @throws InterruptedException if the thread is interrupted
     */
    boolean poll(Duration timeout) throws IOException, InterruptedException;

    /**
     * Sends bytes as they are, past the codec.
     *
     * @param bytes contains the message
     * @param offset its first byte
     * @param length its length, may be zero
     * @throws IndexOutOfBoundsException if that is not within the array
     * @throws IOException as for {@link #send(Object)}
     * @throws InterruptedException if the thread is interrupted; nothing was sent
     */
    void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException;

    /**
     * Sends all of an array as it is.
     *
     * @param bytes the message
     * @throws IOException as for {@link #send(Object)}
     * @throws InterruptedException if the thread is interrupted; nothing was sent
     */
    default void sendBytes(byte[] bytes) throws IOException, InterruptedException {
        sendBytes(bytes, 0, bytes.length);
    }

    /**
     * Sends what remains in a buffer, and moves its position to its limit.
     *
     * @param bytes the message
     * @throws IOException as for {@link #send(Object)}
     * @throws InterruptedException if the thread is interrupted; nothing was sent
     */
    void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException;

    /**
     * Receives the next message as it is, waiting for one.
     *
     * @return its bytes
     * @throws IOException as for {@link #receive()}
     * @throws InterruptedException if the thread is interrupted; nothing was received
     */
    byte[] receiveBytes() throws IOException, InterruptedException;

    /**
     * Receives the next message as it is, if it is not too long, waiting for one.
     *
     * @param maxLength the longest that is wanted
     * @return its bytes
     * @throws IOException if it is longer, and then it stays and can be received or {@link #discardNext() discarded};
     *     and as for {@link #receive()}
     * @throws InterruptedException if the thread is interrupted; nothing was received
     */
    byte[] receiveBytes(int maxLength) throws IOException, InterruptedException;

    /**
     * Receives the next message into a buffer at its position, waiting for one.
     *
     * @param target where to; its position moves behind the message
     * @return the message's length
     * @throws IOException if it does not fit: the exception has the message, which counts as received; and as for
     *     {@link #receive()}
     * @throws InterruptedException if the thread is interrupted; nothing was received
     */
    int receiveInto(ByteBuffer target) throws IOException, InterruptedException;

    /**
     * Drops the next message, if there is one.
     *
     * @return whether there was one
     * @throws IOException as for {@link #receive()}
     */
    boolean discardNext() throws IOException;

    /**
     * Whether this end was not closed yet.
     *
     * @return false after {@link #close()}
     */
    boolean isOpen();

    /**
     * Whether this end receives.
     *
     * @return false for the sending end of a one-way pipe
     */
    boolean isReadable();

    /**
     * Whether this end sends.
     *
     * @return false for the receiving end of a one-way pipe
     */
    boolean isWritable();

    /** Closes this end: the other one finds the end of the stream behind what was sent. A second call does nothing. */
    @Override
    void close();
}
