package io.parley.testkit.verify;

import io.parley.internal.queue.ReadersLayout;
import io.parley.internal.queue.SubscriberLayout;

/** Who reads a queue's log; {@code docs/spec/subscriber.md}. */
final class QueueReadersCheck {
    private QueueReadersCheck() {}

    static void subscriber(ObjectImage object) {
        object.requireLength(SubscriberLayout.LENGTH);
        object.requireBetween("position", object.getLong(SubscriberLayout.NEXT), 0, Long.MAX_VALUE);
        object.requireLiveOrNobody("subscriber", object.getInt(SubscriberLayout.OWNER));
        object.requireZero(SubscriberLayout.OWNER + Integer.BYTES, SubscriberLayout.LENGTH);
    }

    static void readers(ObjectImage object) {
        object.requireLength(ReadersLayout.LENGTH);
        LockCellCheck.check(object, ReadersLayout.LOCK);
        for (int i = 0; i < ReadersLayout.PINS; i++) {
            int at = ReadersLayout.FIRST_PIN + i * ReadersLayout.PIN_LENGTH;
            object.requireLiveOrNobody("pin " + i, object.getInt(at + ReadersLayout.PIN_OWNER));
        }
    }
}
