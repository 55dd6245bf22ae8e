package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;

/**
 * What became of the messages of a crash test: each has an actor and a number, and whoever gets it says so, in plain
 * words of the domain that outlive everybody.
 */
final class MessageLedger {
    private static final int KEPT = 1 << 15;
    private static final int ACTORS = Control.SURVIVORS + 1;

    private final SharedLongArray begun;
    private final SharedIntArray acknowledged;
    private final SharedIntArray seen;

    MessageLedger(Parley parley) {
        begun = parley.longArray("ledger-begun", ACTORS);
        acknowledged = parley.intArray("ledger-acknowledged", ACTORS * KEPT);
        seen = parley.intArray("ledger-seen", ACTORS * KEPT);
    }

    /** The next message of an actor is about to be put; its key. */
    int begin(int actor) {
        int number = (int) begun.getAndAdd(actor, 1);
        if (number >= KEPT) {
            throw new IllegalStateException("more messages than the ledger has lines: " + number);
        }
        return actor * KEPT + number;
    }

    /** The message is in the queue, says the queue. */
    void acknowledge(int key) {
        acknowledged.set(key, 1);
    }

    /** Somebody got the message. */
    void see(int key) {
        seen.getAndAdd(key, 1);
    }

    /** Nothing came twice; of what was acknowledged at most so many are lost, and at most so many others came. */
    void requireInOrder(int lost, int unacknowledged) {
        int missing = 0;
        int surplus = 0;
        int arrived = 0;
        for (int key = 0; key < ACTORS * KEPT; key++) {
            int times = seen.get(key);
            assertThat(times).as("how often message %s came", key).isLessThanOrEqualTo(1);
            arrived += times;
            missing += Math.max(0, acknowledged.get(key) - times);
            surplus += Math.max(0, times - acknowledged.get(key));
        }
        assertThat(arrived).as("messages that came").isPositive();
        assertThat(missing).as("lost messages").isLessThanOrEqualTo(lost);
        assertThat(surplus).as("messages of the dead").isLessThanOrEqualTo(unacknowledged);
    }
}
