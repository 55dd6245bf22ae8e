package io.parley.perf.transport;

/** A way from here to there and back. Both ends are opened by link objects made with the same arguments. */
public interface Link {
    /** The end of the process that measures; opened first, before the other process starts. */
    Endpoint near();

    /** The end of the other process. */
    Endpoint far();
}
