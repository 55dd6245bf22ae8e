package io.parley.manager.internal.server;

import io.parley.MessageReader;

/**
 * A kind of object that is served.
 *
 * @param id the number on the wire
 * @param words what to call it
 * @param opener opens an object of the kind, or creates it
 * @param identity how many of the first bytes of the details say which object it is; the rest, as the value that it is
 *     created with, is of no interest once it exists
 */
public record Kind(int id, String words, Opener opener, int identity) {
    /** A kind all of whose details say which object it is. */
    public Kind(int id, String words, Opener opener) {
        this(id, words, opener, Integer.MAX_VALUE);
    }

    /** Opens an object of the domain to serve it. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param server the server
         * @param name its name
         * @param details what the client said besides the name
         */
        Served open(ServerContext server, String name, MessageReader details) throws Exception;
    }
}
