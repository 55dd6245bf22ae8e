package io.parley.cli;

import io.parley.queue.Damage;
import io.parley.queue.QueueEntry;
import io.parley.queue.Replay;
import java.util.ArrayList;
import java.util.List;

/** How much a replay is about, found out by reading all of it once. */
final class ReplayExtent {
    private long messages;
    private long firstNs;
    private long lastNs;
    private final List<Damage> damages = new ArrayList<>();

    /** Reads. */
    static ReplayExtent of(Replay<byte[]> replay) throws InterruptedException {
        ReplayExtent extent = new ReplayExtent();
        replay.skipDamage(extent.damages::add).asFastAsPossible().run((entry, clock) -> extent.add(entry));
        return extent;
    }

    private void add(QueueEntry<byte[]> entry) {
        firstNs = messages == 0 ? entry.timestampNs() : firstNs;
        lastNs = entry.timestampNs();
        messages++;
    }

    /** What cannot be read; told when it is replayed. */
    List<Damage> damages() {
        return damages;
    }

    /** How many messages there are. */
    long messages() {
        return messages;
    }

    /** When the first was put, epoch ns. */
    long firstNs() {
        return firstNs;
    }

    /** When the last was put, epoch ns. */
    long lastNs() {
        return lastNs;
    }
}
