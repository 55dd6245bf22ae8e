package io.parley.sync;

import java.time.Instant;

/**
 * A thread that sleeps until it gets something, for people and logs; a snapshot, stale at once. Threads that only just
 * began to wait and do not sleep yet are not seen.
 *
 * @param pid the waiter's process id in its own PID namespace, 0 if it left meanwhile
 * @param processName how the process calls itself
 * @param threadId the waiter's {@link Thread} id in its process
 * @param threadName the waiter's name, cut to 64 bytes
 * @param since since when it sleeps
 */
public record WaiterInfo(long pid, String processName, long threadId, String threadName, Instant since) {
    @Override
    public String toString() {
        return "pid " + pid + " (" + processName + "), thread " + threadId + " (" + threadName + "), since " + since;
    }
}
