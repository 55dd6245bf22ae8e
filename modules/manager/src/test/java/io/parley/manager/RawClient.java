package io.parley.manager;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.net.ConnectorHandshake;
import io.parley.internal.net.Handshake;
import io.parley.internal.net.KeySecrets;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.ObjectOps;
import io.parley.manager.internal.wire.RequestNumber;
import io.parley.pipe.AuthKey;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A client without manners: a socket, and the protocol only as far as a test wants it. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private long session;

    /** Connects and says nothing. */
    RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Proves the key. */
    RawClient prove(AuthKey key) throws IOException {
        Handshake handshake = new ConnectorHandshake(
                new Handshake.Terms(KeySecrets.of(key), "tcp", "parley manager 1", null, "the server"));
        while (!handshake.isDone()) {
            ByteBuffer outgoing = handshake.outgoing();
            send(outgoing.array());
            ByteBuffer incoming = handshake.incoming();
            in.readFully(incoming.array());
            incoming.position(incoming.limit());
            handshake.advance();
        }
        return this;
    }

    /** Opens a session. */
    RawClient open() throws IOException {
        MessageBuffer secret = new MessageBuffer();
        secret.writeLong(0);
        send(FrameType.OPEN.id(), 0, 0, 0, 0, 0, secret);
        session = read().session();
        return this;
    }

    long session() {
        return session;
    }

    /** Opens a value, a {@code long}, and gives its number. */
    int number(long seq, int kind, String name, long initial) throws IOException {
        MessageBuffer args = new MessageBuffer();
        args.writeInt(kind);
        args.writeUtf8(name);
        args.writeByte('q');
        args.writeLong(initial);
        request(seq, ObjectOps.SERVER, ObjectOps.OPEN, args);
        return answerTo(seq).body().readInt();
    }

    /**
     * The {@code n}-th request, which need not wait for those before: it is in another slot, as long as there is one.
     */
    void request(long n, int object, int op, MessageBuffer args) throws IOException {
        send(FrameType.REQUEST.id(), op, session, number(n), 0, object, args);
    }

    /** The number of the {@code n}-th request. */
    static long number(long n) {
        return RequestNumber.of(1 + (n - 1) / RequestNumber.SLOTS, (int) ((n - 1) % RequestNumber.SLOTS));
    }

    void send(int type, int op, long inSession, long seq, long acked, int object, MessageBuffer body)
            throws IOException {
        send(frame(Frame.VERSION, type, op, inSession, seq, acked, object, body));
    }

    static byte[] frame(
            int version, int type, int op, long session, long seq, long acked, int object, MessageBuffer body) {
        ByteBuffer bytes = ByteBuffer.allocate(Frame.LENGTH_FIELD + Frame.HEADER + body.length())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Frame.HEADER + body.length()).put((byte) version).put((byte) type);
        bytes.putShort((short) op).putLong(session).putLong(seq).putLong(acked).putInt(object);
        return bytes.put(body.array(), 0, body.length()).array();
    }

    void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next frame. */
    Frame read() throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        in.readFully(bytes.array());
        bytes.get();
        FrameType type = FrameType.of(bytes.get());
        int op = bytes.getShort() & 0xFFFF;
        long of = bytes.getLong();
        long seq = bytes.getLong();
        long acked = bytes.getLong();
        int object = bytes.getInt();
        MessageBuffer body = new MessageBuffer();
        body.writeBytes(bytes);
        return new Frame(type, op, of, seq, acked, object, body);
    }

    /** The next answer to the {@code n}-th request, whatever else comes before. */
    Frame answerTo(long n) throws IOException {
        Frame frame = read();
        while (frame.seq() != number(n)) {
            frame = read();
        }
        return frame;
    }

    /** What a failure says, with what is not text between. */
    static String failure(Frame frame) {
        MessageBuffer body = frame.body();
        return new String(body.array(), 0, body.length(), StandardCharsets.UTF_8);
    }

    /** Reads to the end, which the other side makes. */
    int readToTheEnd() throws IOException {
        int bytes = 0;
        try {
            while (in.read() >= 0) {
                bytes++;
            }
        } catch (EOFException | SocketException ended) {
            // a reset is an end as well
        }
        return bytes;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
