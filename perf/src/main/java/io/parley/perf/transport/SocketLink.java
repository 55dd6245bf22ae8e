package io.parley.perf.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The JDK's blocking {@code SocketChannel} on a Unix-domain socket: one write for each message, reads of all there is.
 */
record SocketLink(Path directory, int bytes) implements Link {
    private static final int READ_AHEAD = 64 << 10;

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(directory.resolve("socket"));
    }

    @Override
    public Endpoint near() {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(address());
            return new End(server, null, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + address(), e);
        }
    }

    @Override
    public Endpoint far() {
        try {
            return new End(null, SocketChannel.open(address()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + address(), e);
        }
    }

    private static final class End implements Endpoint {
        private final ServerSocketChannel server;
        private final ByteBuffer out;
        private final ByteBuffer in;
        private final Payload received;
        private SocketChannel connected;

        End(ServerSocketChannel server, SocketChannel connected, int bytes) {
            this.server = server;
            this.connected = connected;
            this.out = ByteBuffer.allocateDirect(bytes);
            this.in = ByteBuffer.allocateDirect(READ_AHEAD / bytes * bytes).limit(0);
            this.received = new Payload(bytes);
        }

        private SocketChannel channel() throws IOException {
            if (connected == null) {
                connected = server.accept();
            }
            return connected;
        }

        @Override
        public void send(Payload message) throws IOException {
            out.clear().put(message.bytes()).flip();
            while (out.hasRemaining()) {
                channel().write(out);
            }
        }

        @Override
        public Payload receive() throws IOException {
            byte[] bytes = received.bytes();
            while (in.remaining() < bytes.length) {
                in.compact();
                int read = channel().read(in);
                in.flip();
                if (read < 0) {
                    throw new EOFException("the other process closed its end");
                }
            }
            in.get(bytes);
            return received;
        }

        @Override
        public void close() {
            try {
                if (connected != null) {
                    connected.close();
                }
                if (server != null) {
                    server.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
