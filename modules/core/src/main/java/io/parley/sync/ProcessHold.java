package io.parley.sync;

/**
 * How much of something a process has: permits of a {@link LeasedSemaphore}, or threads that hold a
 * {@link SharedReadWriteLock} for reading. A snapshot for people.
 *
 * @param pid the process's id in its own PID namespace, 0 if its table slot was given to another already
 * @param processName how the process called itself
 * @param alive whether the process lives; what a dead one has comes back with the next who needs it
 * @param count how many permits or threads
 */
public record ProcessHold(long pid, String processName, boolean alive, int count) {}
