package io.parley;

import java.time.Instant;

/**
 * A child process of a domain, as its table of children tells; a snapshot. {@link Parley#children()} has them all.
 *
 * <p><b>Processes:</b> every process of the domain sees the same children, not only the parent. Who lives is the
 * kernel's word; the rest was written by parent and child. If both die before one of them could write how the child
 * ended, it is {@link State#LOST}.
 *
 * <p><b>Differs from Python:</b> there a child is known to its parent only.
 *
 * @param number which child of the domain it is, from 1; never used twice
 * @param name how it is called
 * @param pid its id in its own PID namespace; 0 while unknown
 * @param slot its place in the process table; 0 if it takes no part in the domain, or not any more
 * @param parent who started it
 * @param daemon whether it ends with its parent
 * @param worker whether it is a worker of a pool
 * @param state whether it lives
 * @param startedAt when its parent started it
 * @param endedAt when its parent saw its end; null while unknown
 * @param exit how it ended, in words such as {@code exit code 1} or {@code killed by signal 9}; empty while it lives
 * @param reason why it failed, as far as it could say, for example an exception and its message; may be empty
 */
public record ChildInfo(
        long number,
        String name,
        long pid,
        int slot,
        Parent parent,
        boolean daemon,
        boolean worker,
        State state,
        Instant startedAt,
        Instant endedAt,
        String exit,
        String reason) {
    /** What is known of a child's life. */
    public enum State {
        /** Its JVM is being started; it has not joined the domain. */
        STARTING,
        /** It lives, and so does its parent. */
        RUNNING,
        /** It lives, its parent does not. */
        ORPHANED,
        /** It has ended, and its parent has seen how. */
        ENDED,
        /** It does not live, and its parent has not seen its end: it died first, or has not looked yet. */
        LOST
    }

    /**
     * Who started a child.
     *
     * @param number its own number among the children of the domain; 0 if it is none, or not remembered
     * @param slot its place in the process table; 0 if it takes no part in the domain any more
     * @param pid its id in its own PID namespace
     * @param name how it is called; empty if that is not known any more
     * @param alive whether it lives
     */
    public record Parent(long number, int slot, long pid, String name, boolean alive) {}

    /**
     * Whether it lives, or is about to.
     *
     * @return false if it has ended, whoever knows how
     */
    public boolean isAlive() {
        return state != State.ENDED && state != State.LOST;
    }
}
