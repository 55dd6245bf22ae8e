package io.parley.perf.rig;

/** Who is asked. */
public enum RemoteKind {
    /** Parley's manager: a number. */
    NUMBER("ManagedLong.getAndAdd", true, true),
    /** Parley's manager: a message to a queue, and back. */
    QUEUE("ManagedQueue, put and take", true, false),
    /** Netty, and nothing above it but frames with a length: 64 bytes there, 40 back. */
    ECHO("bare Netty echo", true, true),
    /** The JDK's sockets, a thread for each connection, the same bytes. */
    SOCKET("JDK socket echo, a thread for each connection", false, false),
    /** What Python programs use. */
    PYTHON("Python BaseManager", false, false);

    private final String title;
    private final boolean overTls;
    private final boolean pipelines;

    RemoteKind(String title, boolean overTls, boolean pipelines) {
        this.title = title;
        this.overTls = overTls;
        this.pipelines = pipelines;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it is measured with TLS as well. */
    public boolean isOverTls() {
        return overTls;
    }

    /** Whether it can have many requests on their way at once. */
    public boolean isPipelined() {
        return pipelines;
    }
}
