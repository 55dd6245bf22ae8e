package io.parley.queue;

import io.parley.internal.chronicle.LogDamage;
import java.nio.file.Path;

/**
 * A place in a queue's log, or in an archive, where the bytes are not what was written.
 *
 * @param file the damaged file
 * @param offset the byte at which it was noticed: where the damaged message begins, or the file ends
 * @param firstLost the number of the first message that cannot be read because of it; of the next one if none is lost
 * @param lost how many messages cannot be read because of it. If several places lie between two messages, the first
 *     counts for all; at the very beginning of a log whose first messages were removed, this is a lower bound
 * @param what what was found there
 */
public record Damage(Path file, long offset, long firstLost, long lost, String what) {
    static Damage of(LogDamage found) {
        return new Damage(found.file(), found.offset(), found.firstLost(), found.lost(), found.what());
    }

    /** "file at byte offset: what; messages 3 to 4 are lost". */
    @Override
    public String toString() {
        String cost = lost == 0
                ? "no message is lost"
                : lost == 1
                        ? "message " + firstLost + " is lost"
                        : "messages " + firstLost + " to " + (firstLost + lost - 1) + " are lost";
        return file + " at byte " + offset + ": " + what + "; " + cost;
    }
}
