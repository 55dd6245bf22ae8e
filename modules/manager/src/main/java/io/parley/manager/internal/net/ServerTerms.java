package io.parley.manager.internal.net;

import java.net.InetSocketAddress;

/**
 * How a server listens, and what it grants to strangers and clients.
 *
 * @param address where
 * @param key the secret; null for none
 * @param tls how connections are encrypted; null if they are not
 * @param threads how many threads look after connections
 * @param maxFrame the most bytes of one request
 * @param maxConnections the most connections of clients
 * @param maxStrangers the most connections that have not proved anything yet; one more ends the oldest of them
 * @param handshakeMs how long a connection may take from its beginning to its first request
 * @param maxUnread the most bytes of answers that wait for one peer to read them
 */
public record ServerTerms(
        InetSocketAddress address,
        byte[] key,
        Tls tls,
        int threads,
        int maxFrame,
        int maxConnections,
        int maxStrangers,
        long handshakeMs,
        long maxUnread) {
    @Override
    public String toString() {
        return "ServerTerms(" + address + ", " + (tls == null ? "tcp" : "tls") + ")"; // not the key
    }
}
