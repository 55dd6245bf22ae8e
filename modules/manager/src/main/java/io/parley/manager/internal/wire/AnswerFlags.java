package io.parley.manager.internal.wire;

/** What the {@code op} field of an answer says besides its type. */
public final class AnswerFlags {
    /** Of a reply: acknowledge it at once, something depends on whether it arrived. */
    public static final int WANTS_ACK = 1;

    /** Of a failure: nothing was done, because the caller took the request back. */
    public static final int TAKEN_BACK = 2;

    /** Of a reply or a failure: the request waited for others, and so did its answer. */
    public static final int WAITED = 4;

    private AnswerFlags() {}
}
