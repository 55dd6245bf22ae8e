package io.parley.internal.memory;

/** What an object file holds. Numbers and suffixes are part of the file format and never change their meaning. */
public enum ObjectKind {
    /** A domain's process table. */
    DOMAIN(1, "parley"),
    /** One 64-bit number. */
    LONG(2, "long"),
    /** One 32-bit number. */
    INT(3, "int"),
    /** 64-bit numbers. */
    LONG_ARRAY(4, "longs"),
    /** 32-bit numbers. */
    INT_ARRAY(5, "ints"),
    /** A re-entrant, recovering lock. */
    LOCK(6, "lock"),
    /** The shared state of a durable queue; lives in the queue's directory. */
    QUEUE(7, "queue"),
    /** A latency histogram. */
    HISTOGRAM(8, "hist");

    private final int id;
    private final String suffix;

    ObjectKind(int id, String suffix) {
        this.id = id;
        this.suffix = suffix;
    }

    /** The number in the header. */
    public int id() {
        return id;
    }

    /** How the file's name ends, without the dot. */
    public String suffix() {
        return suffix;
    }

    /** The kind with this number, in words; for messages. */
    public static String describe(int id) {
        for (ObjectKind kind : values()) {
            if (kind.id == id) {
                return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            }
        }
        return "unknown kind " + id;
    }
}
