package io.parley.manager.internal.net;

import io.parley.internal.net.ConnectorHandshake;
import io.parley.internal.net.Handshake;
import io.parley.internal.net.Handshake.Terms;
import io.parley.internal.net.ListenerHandshake;
import java.net.SocketAddress;

/**
 * What all connections of one side have in common.
 *
 * @param server where this side connects to; null if it listens
 * @param key the secret; null for none
 * @param tls how connections are encrypted; null if they are not
 * @param maxFrame the most bytes of a frame that comes
 * @param handshakeMs how long a connection may take to prove itself
 * @param maxUnread the most bytes that wait for the peer to read them
 */
record Wire(SocketAddress server, byte[] key, Tls tls, int maxFrame, long handshakeMs, long maxUnread) {
    /** The transport of the handshake when it is not encrypted. */
    static final String PLAIN = "tcp";

    /** What both sides must agree on besides the key. */
    static final String PROTOCOL = "parley manager 1";

    Handshake handshake(String transport, SocketAddress remote) {
        Terms terms = new Terms(key, transport, PROTOCOL, null, name(remote));
        return server == null ? new ListenerHandshake(terms) : new ConnectorHandshake(terms);
    }

    /** What to call the other side. */
    String name(SocketAddress remote) {
        return String.valueOf(server != null ? server : remote);
    }

    boolean listens() {
        return server == null;
    }

    @Override
    public String toString() {
        return "Wire(" + (listens() ? "server" : server) + ", " + (tls == null ? PLAIN : "tls") + ")"; // not the key
    }
}
