package io.parley.manager.internal.value;

import io.parley.manager.internal.wire.ObjectOps;

/**
 * What can be done with values and with elements of arrays. Values are 8 bytes on the wire, whatever the type: the bits
 * of floating types, whole numbers with their sign. Operations on an element have its index, 4 bytes, before the rest.
 */
final class ValueOps {
    static final int GET = ObjectOps.FIRST_OWN;
    static final int SET = GET + 1;
    static final int COMPARE_AND_SET = GET + 2;
    static final int GET_AND_ADD = GET + 3;
    static final int GET_AND_SET = GET + 4;
    /** What the caller saw, and how long to wait, in ns. */
    static final int AWAIT_CHANGE = GET + 5;

    /** Of arrays: index, count; answers the elements, little-endian. */
    static final int READ = GET + 6;
    /** Of arrays: index, count, elements. */
    static final int WRITE = GET + 7;
    /** Of arrays: index, count, the bits of one. */
    static final int FILL = GET + 8;

    private ValueOps() {}
}
