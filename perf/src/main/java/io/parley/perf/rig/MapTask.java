package io.parley.perf.rig;

/** What a player of {@link MapContest} does in a loop, each time with another key at random. */
public enum MapTask {
    /** Reads a value. */
    GET,
    /** Overwrites a value. */
    PUT,
    /** Adds one to a value, in one step for all processes. */
    INCREMENT
}
