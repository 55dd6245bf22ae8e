package io.parley.manager.internal.call;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with the registered classes of a server, and with their objects. */
final class CallOps {
    /** typeid, arguments: makes an object. */
    static final int CREATE = ObjectOps.FIRST_OWN;
    /** typeid: the shared object. */
    static final int GET = CREATE + 1;
    /** number, the caller's own number of the call or 0, signature, arguments: calls a method. */
    static final int CALL = CREATE + 2;
    /** number: ends an object. */
    static final int DESTROY = CREATE + 3;
    /** number: an object belongs to no session any more. */
    static final int DETACH = CREATE + 4;
    /** number: whether there is no such object. */
    static final int IS_DESTROYED = CREATE + 5;
    /** number: what the object's toString says. */
    static final int TEXT = CREATE + 6;

    /** the caller's own number of a call: who made it was interrupted. */
    static final int INTERRUPT = CREATE + 7;

    /** What an answer is: a value follows. */
    static final int VALUE = 0;
    /** The method threw; a failure follows. */
    static final int THROWN = 1;
    /** A reference follows, of which the caller makes a proxy. */
    static final int PROXY = 2;

    private CallOps() {}
}
