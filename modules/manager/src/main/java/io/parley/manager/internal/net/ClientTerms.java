package io.parley.manager.internal.net;

import java.net.InetSocketAddress;

/**
 * Where a client connects to, and how.
 *
 * @param address where the server listens
 * @param key the secret; null for none
 * @param tls how connections are encrypted; null if they are not
 * @param maxFrame the most bytes of one answer
 */
public record ClientTerms(InetSocketAddress address, byte[] key, Tls tls, int maxFrame) {
    @Override
    public String toString() {
        return "ClientTerms(" + address + ", " + (tls == null ? "tcp" : "tls") + ")"; // not the key
    }
}
