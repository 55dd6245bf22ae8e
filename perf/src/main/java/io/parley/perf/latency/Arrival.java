package io.parley.perf.latency;

/** The times that a message carries. Used again and again by one thread. */
final class Arrival {
    private long intendedNs;
    private long sentNs;

    void set(long intended, long sent) {
        intendedNs = intended;
        sentNs = sent;
    }

    /** When it should have gone out. */
    long intendedNs() {
        return intendedNs;
    }

    /** When it did. */
    long sentNs() {
        return sentNs;
    }
}
