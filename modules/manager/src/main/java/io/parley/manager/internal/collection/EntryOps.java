package io.parley.manager.internal.collection;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with maps, sets, namespaces and references, which to the server are all keys with values. */
final class EntryOps {
    /** Key; answers the value, or none. */
    static final int GET = ObjectOps.FIRST_OWN;
    /** Key, value. */
    static final int SET = GET + 1;
    /** Key, value; answers the value before, or none. */
    static final int PUT = GET + 2;
    /** The same, if there is none. */
    static final int PUT_IF_ABSENT = GET + 3;
    /** The same, if there is one. */
    static final int REPLACE = GET + 4;
    /** Key; answers the value before, or none. */
    static final int REMOVE = GET + 5;
    /** Key, expected value or none, new value or none; answers whether it was done, and if not the present value. */
    static final int EXCHANGE = GET + 6;
    /** Number of entries, then each: as many times {@link #SET}. */
    static final int SET_ALL = GET + 7;
    /** Answers how many entries there are. */
    static final int SIZE = GET + 8;
    /** Answers whether they have an order. */
    static final int IS_ORDERED = GET + 9;
    /** Removes all entries that there are. */
    static final int CLEAR = GET + 10;
    /** Key, the value that is known or none, nanoseconds; answers whether it is another, and that or none. */
    static final int AWAIT_CHANGE = GET + 11;
    /** Begins a walk over all entries; answers a page. */
    static final int WALK = GET + 12;
    /** Number of a walk; answers the next page. */
    static final int WALK_ON = GET + 13;

    private EntryOps() {}
}
