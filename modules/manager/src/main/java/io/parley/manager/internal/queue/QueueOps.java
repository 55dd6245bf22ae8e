package io.parley.manager.internal.queue;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a queue, and what answers say. */
final class QueueOps {
    static final int PUT = ObjectOps.FIRST_OWN;
    static final int PUT_ALL = PUT + 1;
    static final int OFFER_ALL = PUT + 2;
    static final int TAKE = PUT + 3;
    static final int TAKE_BATCH = PUT + 4;
    static final int PEEK = PUT + 5;
    static final int PAGE = PUT + 6;
    static final int INFO = PUT + 7;
    static final int CLOSE_FOR_WRITING = PUT + 8;
    static final int CLAIM = PUT + 9;
    static final int ACK = PUT + 10;
    static final int NACK = PUT + 11;
    static final int DEAD_LETTER = PUT + 12;
    static final int UNDECODABLE = PUT + 13;
    static final int TASK_DONE = PUT + 14;
    static final int JOIN = PUT + 15;
    static final int MIRROR_BEGIN = PUT + 16;
    static final int MIRROR_APPEND = PUT + 17;
    static final int BATCH_TAKEN = PUT + 18;

    /** Nothing came in time. */
    static final int NOTHING = 0;
    /** A message, or several, follow. */
    static final int MESSAGE = 1;
    /** Nothing will come any more. */
    static final int DRAINED = 2;

    /** Messages go together in one frame up to about so many bytes. */
    static final int BATCH_BYTES = 1 << 20;
    /** Most messages that go together in one frame. */
    static final int BATCH_MESSAGES = 4096;
    /** The longest message that fits into a frame. */
    static final int MAX_MESSAGE = (16 << 20) - 4096;

    private QueueOps() {}
}
