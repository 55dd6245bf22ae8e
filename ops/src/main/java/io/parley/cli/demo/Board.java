package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;

/**
 * What the processes of a demo tell each other beside the data. Times are {@link System#nanoTime}, which on Linux all
 * JVMs of a machine read from the same clock.
 */
final class Board {
    /** Most consumers in one demo: two, and a replacement. */
    static final int MOST_CONSUMERS = 3;

    /** How many consumers are ready to work. */
    final SharedLong ready;
    /** Process id of the consumer that waits for its end in the middle of an update; 0 if none does. */
    final SharedLong victim;
    /** The message it stopped at. */
    final SharedLong victimSequence;
    /** When another consumer took the lock over. */
    final SharedLong takenOverNs;
    /** When the first claim of a dead consumer came again. */
    final SharedLong redeliveredNs;
    /** How many messages came again. */
    final SharedLong redelivered;
    /** When the first message was put. */
    final SharedLong startedNs;
    /** When the last message was acknowledged. */
    final SharedLong finishedNs;
    /** How far the publisher was behind its schedule, at worst and at the end. */
    final SharedLong worstDelayNs;

    final SharedLong lastDelayNs;
    /** Messages each consumer acknowledged. */
    final SharedLongArray handled;
    /** What the replay came to. */
    final SharedLong replayed;

    final SharedLong replayedChecksum;

    Board(Parley parley) {
        ready = parley.longValue("ready");
        victim = parley.longValue("victim");
        victimSequence = parley.longValue("victim-sequence");
        takenOverNs = parley.longValue("taken-over-ns");
        redeliveredNs = parley.longValue("redelivered-ns");
        redelivered = parley.longValue("redelivered");
        startedNs = parley.longValue("started-ns");
        finishedNs = parley.longValue("finished-ns", Long.MIN_VALUE);
        worstDelayNs = parley.longValue("worst-delay-ns");
        lastDelayNs = parley.longValue("last-delay-ns");
        handled = parley.longArray("handled", MOST_CONSUMERS);
        replayed = parley.longValue("replayed");
        replayedChecksum = parley.longValue("replayed-checksum");
    }
}
