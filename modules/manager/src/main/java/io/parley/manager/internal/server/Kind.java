package io.parley.manager.internal.server;

import io.parley.MessageReader;

/**
 * A kind of object that is served.
 *
 * @param id the number on the wire
 * @param words what to call it
 * @param opener opens an object of the kind, or creates it
 */
public record Kind(int id, String words, Opener opener) {
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
