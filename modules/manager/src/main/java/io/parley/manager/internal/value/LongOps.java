package io.parley.manager.internal.value;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a number. */
final class LongOps {
    static final int GET = ObjectOps.FIRST_OWN;
    static final int SET = GET + 1;
    static final int COMPARE_AND_SET = GET + 2;
    static final int GET_AND_ADD = GET + 3;
    static final int AWAIT_CHANGE = GET + 4;

    private LongOps() {}
}
