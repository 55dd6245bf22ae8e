package io.parley.manager.internal.server;

import io.parley.internal.wait.WaitSource;

/**
 * A source that has to know when a line begins to try again: what it saw before that, everybody in the line has seen.
 */
public interface Rounds extends WaitSource {
    /** All who wait try again after this, one after the other; by one thread at a time. */
    void roundBegins();
}
