package io.parley.perf.latency;

/** What the parts of one JVM share: opened once in it, before its parts are made. */
interface Stage extends AutoCloseable {
    /** The part with that number; called in its own thread. Consumers have the first numbers. */
    Part part(int number) throws Exception;

    @Override
    void close();

    /** Opens a stage. */
    interface Opener {
        /** In each JVM of the run; those of consumers are first. */
        Stage open(Setup setup, Board board) throws Exception;
    }
}
