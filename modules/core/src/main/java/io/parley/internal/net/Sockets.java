package io.parley.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** What Unix-domain and TCP sockets have in common here, and what not. */
final class Sockets {
    private Sockets() {}

    /** True for a path, false for host and port. */
    static boolean isUnix(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress) {
            return true;
        }
        if (address instanceof InetSocketAddress) {
            return false;
        }
        throw new IllegalArgumentException("address is of no usable kind: " + address
                + ". Give a UnixDomainSocketAddress or an InetSocketAddress");
    }

    /** As both sides call it in the handshake. */
    static String transport(SocketAddress address) {
        return isUnix(address) ? "unix" : "tcp";
    }

    /** For messages: those that connect through a file have no name. */
    static String name(SocketAddress remote) {
        return remote instanceof UnixDomainSocketAddress ? "on this host" : String.valueOf(remote);
    }

    /** Closes a channel; that it fails changes nothing. */
    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        }
    }

    /** Small messages at once, and a peer whose host is gone is noticed some time. */
    static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
    }
}
