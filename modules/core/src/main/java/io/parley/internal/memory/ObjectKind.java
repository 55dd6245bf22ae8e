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
    HISTOGRAM(8, "hist"),
    /** One 8-bit number. */
    BYTE(9, "byte"),
    /** One 16-bit number. */
    SHORT(10, "short"),
    /** One truth value. */
    BOOLEAN(11, "boolean"),
    /** One IEEE single. */
    FLOAT(12, "float"),
    /** One IEEE double. */
    DOUBLE(13, "double"),
    /** 8-bit numbers. */
    BYTE_ARRAY(14, "bytes"),
    /** 16-bit numbers. */
    SHORT_ARRAY(15, "shorts"),
    /** IEEE singles. */
    FLOAT_ARRAY(16, "floats"),
    /** IEEE doubles. */
    DOUBLE_ARRAY(17, "doubles"),
    /** A bounded text. */
    TEXT(18, "text"),
    /** A byte string with Python's value and raw views. */
    BYTE_STRING(19, "chars"),
    /** A record of fields. */
    STRUCT(20, "struct"),
    /** Records of fields. */
    STRUCT_ARRAY(21, "structs"),
    /** A lock without an owner. */
    BINARY_LOCK(22, "binlock"),
    /** A lock with many readers or one writer. */
    READ_WRITE_LOCK(23, "rwlock"),
    /** Permits. */
    SEMAPHORE(24, "sem"),
    /** Threads that wait for a signal under a lock. */
    CONDITION(25, "cond"),
    /** A flag to wait for. */
    EVENT(26, "event"),
    /** Parties that wait for each other. */
    BARRIER(27, "barrier"),
    /** A count to wait for. */
    LATCH(28, "latch"),
    /** Who waits for what in a domain. */
    WAIT_BOARD(29, "waits"),
    /** A bounded ring of messages. */
    TRANSIENT_QUEUE(30, "ring"),
    /** Two ends that send to each other. */
    PIPE(31, "pipe"),
    /** The cursor of a subscriber; lives in its queue's directory. */
    SUBSCRIBER(32, "subscriber"),
    /** Who reads a queue's log; lives in the queue's directory. */
    READERS(33, "readers"),
    /** Keys and values; lives in a directory. */
    MAP(34, "map"),
    /** Elements without order; lives in a directory. */
    SET(35, "set"),
    /** Elements in order; lives in a directory. */
    LIST(36, "list"),
    /** Named attributes; lives in a directory. */
    NAMESPACE(37, "namespace"),
    /** One object of any kind; lives in a directory. */
    REFERENCE(38, "ref"),
    /** The order of a list's elements; lives in the list's directory. */
    LIST_ORDER(39, "order"),
    /** Who started whom in a domain. */
    CHILDREN(40, "children"),
    /** A pool of processes that lives: whose it is, and whether its latencies are recorded. */
    POOL(41, "pool");

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

    /** The kind of object whose file name ends like that; null if there is none. */
    public static ObjectKind ofFile(String fileName) {
        String suffix = fileName.substring(fileName.lastIndexOf('.') + 1);
        for (ObjectKind kind : values()) {
            if (kind.suffix.equals(suffix)) {
                return kind;
            }
        }
        return null;
    }

    /** The kind in words. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** The kind with this number; null if there is none. */
    public static ObjectKind of(int id) {
        for (ObjectKind kind : values()) {
            if (kind.id == id) {
                return kind;
            }
        }
        return null;
    }

    /** The kind with this number, in words; for messages. */
    public static String describe(int id) {
        ObjectKind kind = of(id);
        return kind == null ? "unknown kind " + id : kind.words();
    }
}
