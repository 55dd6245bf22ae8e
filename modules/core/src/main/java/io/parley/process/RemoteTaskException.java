package io.parley.process;

import java.util.Objects;

/**
 * Stands for what a task threw in another process, where that cannot arrive as it is: its class is not known or not
 * allowed here, or it holds something that cannot travel, such as a socket. What can be an exception of the same class
 * is one, and not this.
 *
 * <p>The message is that of the original with its class in front. The frames are those of the original, and so are
 * causes and suppressed exceptions, each as one of these.
 *
 * <p><b>Differs from Python:</b> Python raises {@code MaybeEncodingError} for a result, and may break the pool for an
 * exception that cannot be unpickled.
 */
public final class RemoteTaskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The original's class. */
    private final String className;

    /** What the original printed. */
    private final String remoteStackTrace;

    RemoteTaskException(String message, String className, String remoteStackTrace, Throwable cause) {
        super(message, cause);
        this.className = Objects.requireNonNull(className, "className");
        this.remoteStackTrace = Objects.requireNonNull(remoteStackTrace, "remoteStackTrace");
    }

    /**
     * The class of the exception that was thrown.
     *
     * @return its name, as by {@link Class#getName()}
     */
    public String className() {
        return className;
    }

    /**
     * What {@link Throwable#printStackTrace()} printed there, with all causes.
     *
     * @return several lines of text
     */
    public String remoteStackTrace() {
        return remoteStackTrace;
    }
}
