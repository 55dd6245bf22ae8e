package io.parley.internal.queue;

import io.parley.internal.memory.ObjectHeader;

/**
 * {@code <name>.subscriber} in a queue's directory, behind the object header.
 *
 * <pre>
 *    128  next     8   sequence of the first message that is not dealt with
 *    136  owner    4   owner word of the process that is attached; 0 = none
 * </pre>
 *
 * Prose twin: {@code docs/spec/subscriber.md}.
 */
public final class SubscriberLayout {
    /** Offset of the position. */
    public static final int NEXT = ObjectHeader.LENGTH;
    /** Offset of the owner. */
    public static final int OWNER = NEXT + 8;
    /** Bytes of the file. */
    public static final int LENGTH = ObjectHeader.LENGTH + 128;

    private SubscriberLayout() {}
}
