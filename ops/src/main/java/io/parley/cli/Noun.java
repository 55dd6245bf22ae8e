package io.parley.cli;

import io.parley.observe.ObjectInfo;
import java.util.Set;

/** What the verbs of a noun are about: several kinds of objects, as {@link ObjectInfo#kind} has them. */
enum Noun {
    /** One number, truth value or text. */
    VALUE("value", "long", "int", "short", "byte", "boolean", "float", "double", "text"),
    /** Numbers in a row. */
    ARRAY("array", "long array", "int array", "short array", "byte array", "float array", "double array"),
    /** What one holds. */
    LOCK("lock", "lock", "binary lock", "read write lock"),
    /** Permits. */
    SEMAPHORE("semaphore", "semaphore"),
    /** A flag to wait for. */
    EVENT("event", "event"),
    /** Parties that wait for each other. */
    BARRIER("barrier", "barrier"),
    /** Latencies that were counted. */
    HISTOGRAM("histogram", "histogram");

    private final String word;
    private final Set<String> kinds;

    Noun(String word, String... kinds) {
        this.word = word;
        this.kinds = Set.of(kinds);
    }

    boolean fits(ObjectInfo object) {
        return kinds.contains(object.kind());
    }

    @Override
    public String toString() {
        return word;
    }
}
