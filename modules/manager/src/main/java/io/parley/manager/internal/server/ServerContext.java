package io.parley.manager.internal.server;

import io.parley.Parley;

/**
 * What a served object needs to know.
 *
 * @param parley the domain
 * @param watcher makes its lines
 * @param workers run what may take long, see {@link Call#later}
 */
public record ServerContext(Parley parley, Watcher watcher, Workers workers) {
    /** With workers of its own. */
    public ServerContext(Parley parley, Watcher watcher) {
        this(parley, watcher, new Workers());
    }
}
