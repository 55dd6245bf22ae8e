package io.parley.internal.net;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import io.parley.pipe.BrokenPipeException;
import io.parley.pipe.MessageTooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Messages over a stream: each is its length (four bytes, little-endian) and its bytes.
 *
 * <p>The channel never blocks; who has to wait does so beside it. So interruption does not close it, and a message that
 * has arrived in part is kept until the rest is there. Any number of threads; one sends and one receives at a time.
 */
public final class FramedChannel implements WaitSource {
    private static final int HEADER = Integer.BYTES;
    private static final int CHUNK = 1 << 16;
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final String peer;
    private final int maxMessage;
    private final Readiness readable;
    private final Readiness writable;
    private final ReadableBell bell;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();
    private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final MessageBuffer message = new MessageBuffer();
    private int length = UNKNOWN;
    private int arrived;
    private int toDiscard;
    private boolean ended;
    private IOException broken;

    /** Over a connected channel, which must not be used otherwise from now on. */
    public FramedChannel(SocketChannel channel, String peer, int maxMessage) throws IOException {
        this.channel = channel;
        this.peer = peer;
        this.maxMessage = maxMessage;
        channel.configureBlocking(false);
        this.readable = new Readiness(channel);
        this.writable = new Readiness(channel);
        this.bell = new ReadableBell(channel, peer);
    }

    /** What to do with a message that has arrived; the buffer is valid for the length of the call. */
    public interface Receiver<R> {
        /** Takes it. */
        R receive(MessageBuffer message) throws IOException;
    }

    /** Who is on the other side. */
    public String peer() {
        return peer;
    }

    /** Whether this side was not closed. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Sends a message; whether its first byte left before the deadline. From then on it is sent to its end.
     *
     * @throws ClosedByInterruptException if the thread is interrupted behind the first byte: the stream would be of no
     *     use any more, so it is closed
     */
    public boolean send(byte[] bytes, int offset, int count, long deadlineNs) throws IOException, InterruptedException {
        if (count > maxMessage) {
            throw new MessageTooLongException("message too long for the connection to " + peer + ": bytes=" + count
                    + ", allowed=" + maxMessage + ". Split it, or allow more on both sides");
        }
        if (!lock(sending, deadlineNs)) {
            return false;
        }
        try {
            requireOpen();
            out.clear().putInt(count);
            int taken = fillOut(bytes, offset, count);
            if (!sendFirst(deadlineNs)) {
                return false;
            }
            finish(bytes, offset + taken, count - taken);
            return true;
        } finally {
            sending.unlock();
        }
    }

    private int fillOut(byte[] bytes, int offset, int count) {
        int taken = Math.min(count, out.remaining());
        out.put(bytes, offset, taken).flip();
        return taken;
    }

    private boolean sendFirst(long deadlineNs) throws IOException, InterruptedException {
        while (write() == 0) {
            if (!writable.await(SelectionKey.OP_WRITE, deadlineNs)) {
                return false;
            }
        }
        return true;
    }

    private void finish(byte[] bytes, int offset, int count) throws IOException {
        int sent = 0;
        while (true) {
            while (out.hasRemaining()) {
                if (write() == 0) {
                    awaitRoom();
                }
            }
            if (sent == count) {
                return;
            }
            out.clear();
            sent += fillOut(bytes, offset + sent, count - sent);
        }
    }

    private void awaitRoom() throws IOException {
        try {
            writable.await(SelectionKey.OP_WRITE, Deadline.NEVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ClosedByInterruptException();
        }
    }

    private int write() throws IOException {
        try {
            return channel.write(out);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenPipeException(
                    "nobody receives any more: " + peer + " (" + e.getMessage() + "). What was sent last may be lost");
        }
    }

    /**
     * Receives the next message, waiting until the deadline; null if none came.
     *
     * @throws EOFException if the other side closed the connection and everything was received
     * @throws MessageTooLongException if it is longer than {@code longest}; it stays
     */
    public <R> R receive(int longest, long deadlineNs, Receiver<R> receiver) throws IOException, InterruptedException {
        if (!lock(receiving, deadlineNs)) {
            return null;
        }
        try {
            while (!hasNext(longest)) {
                if (!readable.await(SelectionKey.OP_READ, deadlineNs)) {
                    return null;
                }
            }
            try {
                return receiver.receive(message);
            } finally {
                consumed();
            }
        } finally {
            receiving.unlock();
        }
    }

    /** Waits until {@link #receive} would not; whether it would not before the deadline. */
    public boolean await(long deadlineNs) throws IOException, InterruptedException {
        if (!lock(receiving, deadlineNs)) {
            return false;
        }
        try {
            while (!wouldNotWait()) {
                if (!readable.await(SelectionKey.OP_READ, deadlineNs)) {
                    return false;
                }
            }
            return true;
        } finally {
            receiving.unlock();
        }
    }

    /** Whether {@link #receive} would not wait. While another thread receives, it would. */
    public boolean poll() throws IOException {
        if (!receiving.tryLock()) {
            return false;
        }
        try {
            return wouldNotWait();
        } finally {
            receiving.unlock();
        }
    }

    private boolean wouldNotWait() throws IOException {
        requireOpen();
        return fetch(maxMessage) || ended || broken != null || length > maxMessage;
    }

    /** Drops the next message, also one of which only the beginning has arrived; whether there was one. */
    public boolean discard() throws IOException {
        if (!receiving.tryLock()) {
            return false;
        }
        try {
            requireOpen();
            if (!fetch(maxMessage) && length == UNKNOWN) {
                throwIfOver();
                return false;
            }
            toDiscard = length - arrived;
            consumed();
            return true;
        } finally {
            receiving.unlock();
        }
    }

    private boolean hasNext(int longest) throws IOException {
        requireOpen();
        int most = Math.min(longest, maxMessage);
        if (fetch(most)) {
            return true;
        }
        if (length > most) {
            throw new MessageTooLongException("message from " + peer + " is too long: bytes=" + length + ", allowed="
                    + most + ". Receive it with a greater limit, or discard it");
        }
        throwIfOver();
        return false;
    }

    private void throwIfOver() throws IOException {
        if (broken != null) {
            throw new IOException(broken.getMessage(), broken);
        }
        if (ended) {
            throw new EOFException("the other side closed the connection: " + peer + ". Everything was received");
        }
    }

    /** Takes in what has arrived; whether a whole message is there. Stops at the length of one that is too long. */
    private boolean fetch(int longest) throws IOException {
        while (true) {
            takeIn(longest);
            if (length != UNKNOWN && length <= longest && arrived == length) {
                return true;
            }
            if (length > longest || ended || broken != null || !read()) {
                return false;
            }
        }
    }

    private void takeIn(int longest) {
        int dropped = Math.min(toDiscard, in.remaining());
        in.position(in.position() + dropped);
        toDiscard -= dropped;
        if (toDiscard == 0 && length == UNKNOWN && in.remaining() >= HEADER) {
            length = in.getInt();
            if (length < 0) {
                broken = new IOException("the stream from " + peer + " is damaged: a message of "
                        + Integer.toUnsignedString(length) + " bytes. Connect again");
                length = UNKNOWN;
                in.position(in.limit());
            }
        }
        if (length != UNKNOWN && length <= longest) {
            int count = Math.min(length - arrived, in.remaining());
            // Grows with what arrives, not with what is announced.
            message.ensureCapacity(arrived + count);
            in.get(message.array(), arrived, count);
            arrived += count;
            message.setLength(arrived);
        }
    }

    /** Whether anything was read, or the end was found. */
    private boolean read() throws IOException {
        in.compact();
        try {
            int count = channel.read(in);
            if (count < 0) {
                over();
            }
            return count != 0;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            broken = new IOException("the connection to " + peer + " broke: " + e.getMessage(), e);
            return true;
        } finally {
            in.flip();
        }
    }

    private void over() {
        ended = true;
        if (in.position() > 0 || length != UNKNOWN || toDiscard > 0) {
            broken = new EOFException("the connection to " + peer + " ended within a message: " + arrived + " of "
                    + (length == UNKNOWN ? "unknown" : length) + " bytes came. The sender died or closed in between");
        }
    }

    private void consumed() {
        length = UNKNOWN;
        arrived = 0;
        message.recycle();
    }

    private static boolean lock(ReentrantLock lock, long deadlineNs) throws InterruptedException {
        if (deadlineNs == Deadline.NEVER) {
            lock.lockInterruptibly();
            return true;
        }
        return lock.tryLock(deadlineNs - SystemClock.LOCAL.monotonicNs(), TimeUnit.NANOSECONDS);
    }

    private void requireOpen() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public Doorbell bell() {
        return bell.bell();
    }

    /** As {@link #poll}; a failure is found by the call that is made for what is ready. */
    @Override
    public boolean isTrue() {
        try {
            return poll();
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void beforeSleep() {
        bell.arm();
    }

    /** Closes the connection; the other side finds the end behind what was sent. */
    public void close() {
        try {
            channel.close();
            readable.close();
            writable.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        } finally {
            bell.close();
        }
    }
}
