package io.parley.manager.internal.wire;

import io.parley.internal.memory.MessageBuffer;

/**
 * One frame: a header of fixed offsets, little-endian, and what follows it.
 *
 * <pre>
 *   0  length     4  bytes after this field
 *   4  version    1  {@value #VERSION}
 *   5  type       1  {@link FrameType}
 *   6  op         2  what to do with the object, unsigned; 0 in frames that are about the session
 *   8  session    8  0 before there is one
 *  16  seq        8  {@link RequestNumber} within its session; 0 where it is about none
 *  24  acked      8  from the client: the request whose answer it has, or 0; from the server: its commit index
 *  32  object     4  number of the object
 *  36  body          arguments or results
 * </pre>
 *
 * Prose twin: {@code docs/spec/wire.md}.
 *
 * @param type what it is
 * @param op what to do
 * @param session the session
 * @param seq the request's number
 * @param acked what was answered, or the commit index
 * @param object which object
 * @param body what follows; never null
 */
public record Frame(FrameType type, int op, long session, long seq, long acked, int object, MessageBuffer body) {
    /** The only version there is. */
    public static final int VERSION = 1;

    /** Bytes of a header without its length field. */
    public static final int HEADER = 32;

    /** Bytes of the length field. */
    public static final int LENGTH_FIELD = 4;

    /** A body with nothing in it; for reading only. */
    public static MessageBuffer empty() {
        return new MessageBuffer(0);
    }
}
