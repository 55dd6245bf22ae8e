package io.parley.crash;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;

/** The objects that the actors of a crash test share, opened alike by everybody. */
final class World implements AutoCloseable {
    static final int ACTORS = 4_096;

    final Parley parley;
    final SharedLock lock;
    final Guarded guarded;

    final SharedLong stop;
    /** Monotonic time at which the victim died, once the test knows. */
    final SharedLong deathNs;
    /** Messages that {@code put} returned for, by producer. */
    final SharedLongArray acknowledged;
    /** Operations done, by actor. */
    final SharedLongArray operations;

    World(Path domain, String processName) {
        parley = Parley.open(ParleyConfig.at(domain).withProcessName(processName));
        lock = parley.lock("lock");
        guarded = new Guarded(parley);
        stop = parley.longValue("stop");
        deathNs = parley.longValue("death");
        acknowledged = parley.longArray("acknowledged", ACTORS);
        operations = parley.longArray("operations", ACTORS);
    }

    SharedQueue<byte[]> queue() {
        return parley.queue("orders", Codecs.bytes(), options -> options.capacity(2_000));
    }

    boolean isStopped() {
        return stop.get() != 0;
    }

    @Override
    public void close() {
        parley.close();
    }
}
