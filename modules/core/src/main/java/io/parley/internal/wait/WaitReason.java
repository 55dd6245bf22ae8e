package io.parley.internal.wait;

/** What a sleeping thread waits for. The codes are part of the wait board's format. */
public enum WaitReason {
    /** A lock that somebody holds. */
    LOCK(1),
    /** A doorbell: a value that changes, a message, a permit, whatever the object is about. */
    CHANGE(2),
    /** A signal of a condition. */
    SIGNAL(3);

    private final int code;

    WaitReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The reason with this code; null if there is none. */
    static WaitReason of(int code) {
        for (WaitReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
