package io.parley.perf.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JDK's blocking {@code SocketChannel} on a Unix-domain socket, or over TCP on the loopback address: one write for
 * each message, reads of all there is.
 */
record SocketLink(Path directory, int bytes, boolean tcp) implements Link {
    private static final int READ_AHEAD = 64 << 10;

    private Path unixSocket() {
        return directory.resolve("socket");
    }

    /** Where the port stands that the near end has. */
    private Path port() {
        return directory.resolve("port");
    }

    @Override
    public Endpoint near() {
        try {
            return new End(tcp ? listenTcp() : listenUnix(), null, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen in " + directory, e);
        }
    }

    private ServerSocketChannel listenUnix() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return server.bind(UnixDomainSocketAddress.of(unixSocket()));
    }

    private ServerSocketChannel listenTcp() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Files.writeString(port(), Integer.toString(server.socket().getLocalPort()));
        return server;
    }

    @Override
    public Endpoint far() {
        try {
            return new End(
                    null, SocketChannel.open(tcp ? tcpAddress() : UnixDomainSocketAddress.of(unixSocket())), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect in " + directory, e);
        }
    }

    private SocketAddress tcpAddress() throws IOException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(Files.readString(port())));
    }

    private static final class End implements Endpoint {
        private final ServerSocketChannel server;
        private final ByteBuffer out;
        private final ByteBuffer in;
        private final Payload received;
        private SocketChannel connected;

        End(ServerSocketChannel server, SocketChannel connected, int bytes) throws IOException {
            this.server = server;
            this.connected = connected == null ? null : noDelay(connected);
            this.out = ByteBuffer.allocateDirect(bytes);
            this.in = ByteBuffer.allocateDirect(READ_AHEAD / bytes * bytes).limit(0);
            this.received = new Payload(bytes);
        }

        /** Messages go out at once; Unix-domain sockets have no such option. */
        private static SocketChannel noDelay(SocketChannel channel) throws IOException {
            return channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)
                    ? channel.setOption(StandardSocketOptions.TCP_NODELAY, true)
                    : channel;
        }

        private SocketChannel channel() throws IOException {
            if (connected == null) {
                connected = noDelay(server.accept());
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
