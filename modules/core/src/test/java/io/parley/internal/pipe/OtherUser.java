package io.parley.internal.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import io.parley.internal.ring.SpscRing;
import io.parley.internal.sync.LockCore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What another process does with a pipe, step by step; killed, it leaves everything as it is at that moment. */
public final class OtherUser implements AutoCloseable {
    private final OtherProcess process;
    private final Memory memory;
    private final Ends ends;

    private OtherUser(OtherProcess process, Memory memory) {
        this.process = process;
        this.memory = memory;
        this.ends = new Ends(memory, lock(PipeLayout.REGISTRY_LOCK), process.table(), () -> {}, () -> {});
    }

    public static OtherUser join(Path pipe) throws IOException {
        return new OtherUser(OtherProcess.join(pipe.getParent(), "other"), TestFiles.map(pipe));
    }

    private LockCore lock(int at) {
        return new LockCore(memory, at, process.table(), SystemClock.LOCAL, WaitStrategy.adaptive());
    }

    private SpscRing ring(int to) {
        return new SpscRing(memory, PipeLayout.ring(to, capacity()), capacity());
    }

    private int capacity() {
        return memory.getInt(PipeLayout.CAPACITY);
    }

    public OtherUser open(int end) {
        ends.open(end);
        return this;
    }

    public void close(int end) {
        ends.close(end);
    }

    /** Begins to send a large message, and has one piece of it in the pipe. */
    public OtherUser sendFirstPiece(int to, int total, byte[] piece) {
        LockCore lock = lock(PipeLayout.lane(to) + PipeLayout.SEND_LOCK);
        assertThat(lock.tryAcquire()).isTrue();
        byte[] token = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(lock.token())
                .array();
        assertThat(ring(to).tryWrite(token, 0, token.length, total)).isTrue();
        assertThat(ring(to).tryWrite(piece, 0, piece.length, Lane.MIDDLE)).isTrue();
        return this;
    }

    /** Sends what is missing of the message it began. */
    public void finish(int to, byte[] piece) {
        assertThat(ring(to).tryWrite(piece, 0, piece.length, Lane.LAST)).isTrue();
    }

    /** Sends a small message, and then has the send lock still. */
    public OtherUser sendAndKeepLock(int to, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(lock(PipeLayout.lane(to) + PipeLayout.SEND_LOCK).tryAcquire())
                .isTrue();
        assertThat(ring(to).tryWrite(bytes, 0, bytes.length, Lane.WHOLE)).isTrue();
        return this;
    }

    /** Begins to receive, and has so many records out of the pipe. */
    public OtherUser receiveRecords(int to, int count) {
        assertThat(lock(PipeLayout.lane(to) + PipeLayout.RECEIVE_LOCK).tryAcquire())
                .isTrue();
        for (int i = 0; i < count; i++) {
            await().until(() -> ring(to).skip()); // a sender that seems to sleep may be on its way
        }
        return this;
    }

    /** Sends an end on its way. */
    public long handOver(int end) {
        long ticket = ends.newTicket(end);
        assertThat(ends.handOver(ticket)).isNotNegative();
        return ticket;
    }

    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
