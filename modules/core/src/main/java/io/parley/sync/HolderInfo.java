package io.parley.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lock, for people and logs; a snapshot, stale at once.
 *
 * @param pid the holder's process id in its own PID namespace, 0 if its table slot was given to another already
 * @param processName how the process called itself
 * @param threadId the holder's {@link Thread} id in its process; below 0 if the process, a server, acquired for a client
 *     of another host
 * @param token the fencing token of its acquisition
 * @param alive whether the process lives, and so does the thread as far as the kernel can say; a dead holder is taken
 *     over by the next who asks
 * @param seenSince since when a waiter saw this acquisition hold, if anybody had to wait: it has held at least that
 *     long
 */
public record HolderInfo(
        long pid, String processName, long threadId, long token, boolean alive, Optional<Instant> seenSince) {}
