package io.parley.internal.wait;

import io.parley.internal.memory.ObjectHeader;

/**
 * {@code domain.waits}: who sleeps for what in a domain, one entry for each sleeping thread.
 *
 * <pre>
 *    0  owner              4  owner word of the sleeping process; 0 = free entry
 *    4  version            4  even: the fields below belong together; odd: they are being written, or old
 *    8  thread id          8
 *   16  since              8  epoch ns
 *   24  reason             4  1 lock, 2 change, 3 signal
 *   28  offset             4  of the word or cell in the object's file
 *   32  thread name bytes  4
 *   36  object bytes       4
 *   40  thread name       64  UTF-8, cut
 *  104  object           152  the object's file, seen from the domain's directory; UTF-8
 * </pre>
 *
 * Prose twin: {@code docs/spec/wait-board.md}.
 */
final class WaitBoardLayout {
    static final int ENTRIES = 512;
    static final int ENTRY_LENGTH = 256;
    static final int FIRST = ObjectHeader.LENGTH;
    static final int FILE_LENGTH = FIRST + ENTRIES * ENTRY_LENGTH;

    static final int OWNER = 0;
    static final int VERSION = 4;
    static final int THREAD_ID = 8;
    static final int SINCE = 16;
    static final int REASON = 24;
    static final int OFFSET = 28;
    static final int NAME_LENGTH = 32;
    static final int OBJECT_LENGTH = 36;
    static final int NAME = 40;
    static final int NAME_MAX = 64;
    static final int OBJECT = NAME + NAME_MAX;
    static final int OBJECT_MAX = ENTRY_LENGTH - OBJECT;

    private WaitBoardLayout() {}

    static int at(int entry) {
        return FIRST + entry * ENTRY_LENGTH;
    }
}
