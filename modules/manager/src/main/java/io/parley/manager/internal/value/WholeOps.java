package io.parley.manager.internal.value;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with texts and byte strings: everything as a whole. */
final class WholeOps {
    /** Texts: answers the text. Byte strings: index, count; answers the bytes. */
    static final int GET = ObjectOps.FIRST_OWN;
    /** Texts: the text. Byte strings: index, whether a zero follows, bytes. */
    static final int SET = GET + 1;
    /** Expected, new; byte strings: their values. */
    static final int COMPARE_AND_SET = GET + 2;
    /** Of texts. */
    static final int GET_AND_SET = GET + 3;

    static final int VERSION = GET + 4;
    /** Version, time in ns. */
    static final int AWAIT_CHANGE = GET + 5;

    /** How many bytes are read or written at once: a frame has to have room for two of them. */
    static final int MAX_BYTES = 4 << 20;

    private WholeOps() {}

    /** Refuses what has no room in a frame. */
    static int requireFits(int bytes, String name) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("too long to read or write at once on another host: " + name + " bytes="
                    + bytes + ", max=" + MAX_BYTES + ". Use a byte string and ranges of it, or a manager of this host");
        }
        return bytes;
    }
}
