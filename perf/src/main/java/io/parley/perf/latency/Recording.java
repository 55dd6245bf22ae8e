package io.parley.perf.latency;

import io.parley.perf.rig.Latencies;

/** What one part measured, or several together. */
final class Recording {
    private static final int FIELDS = 5;

    private final Latencies service;
    private final Latencies response;
    private long begun;
    private long lastNs;

    Recording() {
        this(new Latencies(), new Latencies(), 0, Long.MIN_VALUE);
    }

    Recording(Latencies service, Latencies response, long begun, long lastNs) {
        this.service = service;
        this.response = response;
        this.begun = begun;
        this.lastNs = lastNs;
    }

    /** An event that counts was begun. */
    void begin() {
        begun++;
    }

    /** An event that counts has ended. */
    void end(long intendedNs, long sentNs, long endedNs) {
        service.record(endedNs - sentNs);
        response.record(endedNs - intendedNs);
        lastNs = endedNs;
    }

    void add(Recording other) {
        service.add(other.service);
        response.add(other.response);
        begun += other.begun;
        lastNs = Math.max(lastNs, other.lastNs);
    }

    /** From the time at which an event began. */
    Latencies service() {
        return service;
    }

    /** From the time at which it should have begun. */
    Latencies response() {
        return response;
    }

    /** Events that were begun. */
    long begun() {
        return begun;
    }

    /** When the last one ended; the smallest number there is if none did. */
    long lastNs() {
        return lastNs;
    }

    /** One line, for another process. */
    String toText() {
        return String.join(
                " ", Long.toString(begun), Long.toString(lastNs), service.toText(), response.toText(), "end");
    }

    /** What {@link #toText} made. */
    static Recording ofText(String text) {
        String[] words = text.split(" ");
        if (words.length != FIELDS) {
            throw new IllegalArgumentException("not what a part says: " + words.length + " words");
        }
        return new Recording(
                Latencies.ofText(words[2]),
                Latencies.ofText(words[3]),
                Long.parseLong(words[0]),
                Long.parseLong(words[1]));
    }
}
