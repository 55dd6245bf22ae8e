package io.parley.pipe;

import io.parley.Codec;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.net.FramedChannel;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.WaitSources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection through a socket. What is only true of these is said at {@link Connections}. */
final class SocketConnection<T> implements Connection<T> {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final FramedChannel channel;
    private final Codec<T> codec;
    private final FramedChannel.Receiver<T> decoder = this::decode;

    SocketConnection(FramedChannel channel, Codec<T> codec) {
        this.channel = channel;
        this.codec = codec;
        WaitSources.register(this, channel);
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
        requireOpen();
        Objects.requireNonNull(message, "null cannot be sent");
        MessageBuffer encoded = Buffers.toSend();
        codec.encode(message, encoded);
        return channel.send(encoded.array(), 0, encoded.length(), deadlineNs);
    }

    @Override
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
        requireOpen();
        Objects.checkFromIndexSize(offset, length, bytes.length);
        channel.send(bytes, offset, length, Deadline.NEVER);
    }

    @Override
    public void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException {
        if (bytes.hasArray()) {
            sendBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } else {
            MessageBuffer copy = Buffers.toSend();
            copy.writeBytes(bytes.duplicate());
            sendBytes(copy.array(), 0, copy.length());
        }
        bytes.position(bytes.limit());
    }

    @Override
    public T receive() throws IOException, InterruptedException {
        return channel.receive(NO_LIMIT, Deadline.NEVER, decoder);
    }

    @Override
    public Optional<T> receive(Duration timeout) throws IOException, InterruptedException {
        return Optional.ofNullable(channel.receive(NO_LIMIT, deadline(timeout), decoder));
    }

    private T decode(MessageBuffer received) {
        return Arrival.decode(received, codec, this);
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
        return channel.receive(maxLength, Deadline.NEVER, Arrival::copy);
    }

    @Override
    public int receiveInto(ByteBuffer target) throws IOException, InterruptedException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        return channel.receive(NO_LIMIT, Deadline.NEVER, received -> Arrival.into(target, received, this));
    }

    @Override
    public boolean poll() throws IOException {
        return channel.poll();
    }

    @Override
    public boolean poll(Duration timeout) throws IOException, InterruptedException {
        return channel.await(deadline(timeout));
    }

    @Override
    public boolean isReady() {
        return channel.isTrue();
    }

    @Override
    public boolean discardNext() throws IOException {
        return channel.discard();
    }

    private static long deadline(Duration timeout) {
        return Deadline.after(SystemClock.LOCAL, TimeUnit.NANOSECONDS.convert(timeout));
    }

    private void requireOpen() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String toString() {
        return "SocketConnection(" + channel.peer() + (isOpen() ? "" : ", closed") + ")";
    }
}
