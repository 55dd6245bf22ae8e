package io.parley.manager.internal.collection;

import io.parley.manager.internal.wire.ObjectOps;

/**
 * What can be done with lists. Those that are marked with a range begin with a flag and, if it is 1, the list's word as
 * it was when the range was taken; they answer whether it is still good, the result, and the word from now on.
 */
final class ListOps {
    /** Range. Answers the size. */
    static final int SIZE = ObjectOps.FIRST_OWN;
    /** Range, index or {@link #LAST}. Answers the element, or none. */
    static final int GET = SIZE + 1;
    /** Range, index, element. Answers the element before. */
    static final int SET = SIZE + 2;
    /** Range, index or {@link #LAST}, count, elements. */
    static final int INSERT = SIZE + 3;
    /** Range, from, to. */
    static final int REMOVE_RANGE = SIZE + 4;
    /** Range, index or {@link #LAST} or {@link #FIRST}. Answers the element, or none. */
    static final int REMOVE_AT = SIZE + 5;
    /** Element. Answers whether it was there. */
    static final int REMOVE = SIZE + 6;
    /** Element, whether backwards. Answers the index. */
    static final int FIND = SIZE + 7;
    /** Index, expected, new. Answers whether it was done, and if not the present element. */
    static final int EXCHANGE = SIZE + 8;
    /** Version; for each place of the new list the index in the old. Answers whether it was still that version. */
    static final int REORDER = SIZE + 9;
    /** Version, count, elements. Answers whether it was still that version. */
    static final int REPLACE_ALL = SIZE + 10;
    /** Turns it round. */
    static final int REVERSE = SIZE + 11;
    /** Removes everything. */
    static final int CLEAR = SIZE + 12;
    /** Id, hint. */
    static final int REMOVE_BY_ID = SIZE + 13;
    /** Id, element. Answers whether it is in the list. */
    static final int SET_BY_ID = SIZE + 14;
    /** Id of the next, id of the one before, hint, element. Answers the new id. */
    static final int ADD_BY_ID = SIZE + 15;
    /** Answers the version. */
    static final int VERSION = SIZE + 16;
    /** Version that is known, nanoseconds. Answers whether it is another. */
    static final int AWAIT_CHANGE = SIZE + 17;
    /** Begins a walk: version, then id and element of each. */
    static final int WALK = SIZE + 18;
    /** Number of a walk; answers the next page. */
    static final int WALK_ON = SIZE + 19;

    /** In place of an index. */
    static final int LAST = -1;

    static final int FIRST = -2;

    private ListOps() {}
}
