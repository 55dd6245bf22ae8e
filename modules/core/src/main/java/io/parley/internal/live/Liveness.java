package io.parley.internal.live;

/** Answers whether the process behind an owner word still lives. */
public interface Liveness {
    /** This process's owner word. */
    int self();

    /**
     * Whether the incarnation lives. A paused process lives; a killed one, an exited one and a zombie do not. Never
     * wrong about the dead for longer than the kernel takes to drop a byte lock, 2.5 ms after a SIGKILL.
     */
    boolean isAlive(int owner);

    /** Name, pid and state of an incarnation, for messages; whatever is still known. */
    String describe(int owner);
}
