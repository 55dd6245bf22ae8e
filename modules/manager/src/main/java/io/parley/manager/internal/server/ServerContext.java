package io.parley.manager.internal.server;

import io.parley.Parley;

/**
 * What a served object needs to know.
 *
 * @param parley the domain
 * @param watcher makes its lines
 */
public record ServerContext(Parley parley, Watcher watcher) {}
