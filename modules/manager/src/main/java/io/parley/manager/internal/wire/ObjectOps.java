package io.parley.manager.internal.wire;

/**
 * What can be done with every object. The numbers are on the wire; those of a kind's own begin at {@link #FIRST_OWN}.
 */
public final class ObjectOps {
    /** The number of the object that stands for the server itself. */
    public static final int SERVER = 0;

    /** With the server itself: open an object by kind, name and details; answers its number. */
    public static final int OPEN = 1;
    /** Whether it was deleted. */
    public static final int IS_DELETED = 2;
    /** Deletes it for everybody. */
    public static final int DELETE = 3;
    /** Asks what is stored of the object where it is a value: the domain's generation, then the value's bytes. */
    public static final int REFERENCE = 8;
    /** The kind of the object that knows what there is; the only one that is none of the domain's. */
    public static final int DIRECTORY = 399;
    /** The first number that each kind gives a meaning of its own. */
    public static final int FIRST_OWN = 16;

    private ObjectOps() {}
}
