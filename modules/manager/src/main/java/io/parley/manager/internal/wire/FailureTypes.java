package io.parley.manager.internal.wire;

/** Makes exceptions beside those that every reader knows. */
@FunctionalInterface
public interface FailureTypes {
    /** Only those that every reader knows. */
    FailureTypes NONE = (type, message, cause) -> null;

    /**
     * Makes one.
     *
     * @param type its class's name
     * @param message its message, or null
     * @param cause its cause, or null
     * @return the exception, or null if the class may not be named here
     */
    Throwable make(String type, String message, Throwable cause);
}
