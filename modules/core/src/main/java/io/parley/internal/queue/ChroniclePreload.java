package io.parley.internal.queue;

import io.parley.ParleyException;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.Clock;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads Chronicle by using a log of its own for a moment, once per JVM and before any lock is held. The first use takes
 * half a second and more; whoever held the append lock for that long would hold up every producer of the queue.
 */
final class ChroniclePreload {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");
    private static final int BLOCK_SIZE = 1 << 16;

    private static boolean done;

    private ChroniclePreload() {}

    /** Does it if nobody did; {@code scratch} is a path that nobody uses and the reaper knows. */
    static synchronized void ensure(Path scratch, String rollCycle, Clock clock) {
        // Tests that stop a process at the n-th passing of a failpoint count only what they ask for.
        if (!done && !Failpoint.ENABLED) {
            done = true;
            try {
                use(scratch, rollCycle, clock);
            } catch (ParleyException | IOException e) {
                // No room, or no right to write: the queue itself will say so better.
                LOG.debug("Chronicle was not loaded ahead", e);
            }
        }
    }

    private static void use(Path scratch, String rollCycle, Clock clock) throws IOException {
        try (DurableLog log = DurableLog.open(new DurableLog.Config(scratch, rollCycle, BLOCK_SIZE, clock));
                LogCursor cursor = log.cursor()) {
            log.append(0, 0, clock.epochNs(), 0, new byte[1], 0, 1);
            cursor.next(new MessageBuffer());
            log.recover();
            log.end();
        } finally {
            FileTrees.delete(scratch);
        }
    }
}
