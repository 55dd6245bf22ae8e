package io.parley.internal.live;

/** What is known of a child's life, by its record and by who is alive. */
public enum ChildState {
    /** The parent starts it; it has not joined the domain. */
    STARTING,
    /** It lives, and so does its parent. */
    RUNNING,
    /** It lives, its parent does not. */
    ORPHANED,
    /** Its parent has seen its end. */
    ENDED,
    /** It does not live, and no parent has noted its end; a living one may still do so. */
    LOST
}
