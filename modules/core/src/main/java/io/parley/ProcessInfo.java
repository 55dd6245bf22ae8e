package io.parley;

import java.time.Instant;

/**
 * A process that takes part in a domain; a snapshot.
 *
 * @param pid its id in its own PID namespace
 * @param name how it called itself
 * @param slot its place in the process table
 * @param alive whether it lives; a paused process does, a zombie does not
 * @param self whether it is this process
 * @param since when it opened the domain
 */
public record ProcessInfo(long pid, String name, int slot, boolean alive, boolean self, Instant since) {}
