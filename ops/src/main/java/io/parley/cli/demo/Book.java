package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;

/**
 * The shared numbers that consumers keep. One thread per process.
 *
 * <p>Under the lock: the totals, and one bit for each message that says it is in them. A consumer may die anywhere and
 * its message comes again; the bit tells whether it was applied, and the {@link UndoLog} takes back what was applied by
 * half. So every message counts exactly once.
 *
 * <p>Without the lock: extremes, which may be applied twice without harm, and the number of deliveries, which is what
 * it says: it counts redelivered messages as often as they came.
 */
final class Book {
    /** Called in the middle of an update. */
    interface Midway {
        void reached(long sequence) throws InterruptedException;
    }

    final SharedLock lock;
    final SharedLong messages;
    final SharedLong volume;
    final SharedLong lastPrice;
    final SharedLongArray buckets;
    final SharedLong highest;
    final SharedLong lowest;
    final SharedLong deliveries;

    private final SharedLong lastSequence;
    private final SharedLongArray applied;
    private final UndoLog undo;
    private final int firstBucket;

    Book(Parley parley, DemoPlan plan) {
        lock = parley.lock("book");
        messages = parley.longValue("messages");
        volume = parley.longValue("volume");
        lastPrice = parley.longValue("last-price");
        lastSequence = parley.longValue("last-sequence", -1);
        buckets = parley.longArray("buckets", plan.buckets());
        applied = parley.longArray("applied", Math.toIntExact(plan.rows() / Long.SIZE + 1));
        undo = new UndoLog(parley);
        highest = parley.longValue("highest", Long.MIN_VALUE);
        lowest = parley.longValue("lowest", Long.MAX_VALUE);
        deliveries = parley.longValue("deliveries");
        firstBucket = plan.firstBucket();
    }

    /** The lock-free part, for every delivery. */
    void count(Tick tick) {
        deliveries.incrementAndGet();
        highest.accumulateAndGet(tick.price(), Math::max);
        lowest.accumulateAndGet(tick.price(), Math::min);
    }

    /**
     * The part under the lock.
     *
     * @return false if the message is in the totals already, because the consumer that applied it died before it said
     *     so
     */
    boolean apply(long sequence, Tick tick, Runnable recovered, Midway midway) throws InterruptedException {
        try (Lease lease = lock.acquire()) {
            if (lease.recovered()) {
                takeBackHalfAnUpdate();
                lease.markConsistent();
                recovered.run();
            }
            return applyLocked(sequence, tick, midway);
        }
    }

    private boolean applyLocked(long sequence, Tick tick, Midway midway) throws InterruptedException {
        int word = (int) (sequence / Long.SIZE);
        long bit = 1L << sequence;
        if ((applied.getAcquire(word) & bit) != 0) {
            return false;
        }
        int bucket = tick.bucket() - firstBucket;
        noteOldValues(word, bucket);
        messages.setRelease(messages.getAcquire() + 1);
        midway.reached(sequence);
        volume.setRelease(volume.getAcquire() + tick.volume());
        buckets.setRelease(bucket, buckets.getAcquire(bucket) + 1);
        if (sequence > lastSequence.getAcquire()) { // consumers overtake each other
            lastPrice.setRelease(tick.price());
            lastSequence.setRelease(sequence);
        }
        applied.setRelease(word, applied.getAcquire(word) | bit);
        undo.disarm();
        return true;
    }

    private void noteOldValues(int word, int bucket) {
        undo.begin();
        undo.note(messages.getAcquire());
        undo.note(volume.getAcquire());
        undo.note(lastPrice.getAcquire());
        undo.note(lastSequence.getAcquire());
        undo.note(bucket);
        undo.note(buckets.getAcquire(bucket));
        undo.note(word);
        undo.note(applied.getAcquire(word));
        undo.arm();
    }

    private void takeBackHalfAnUpdate() {
        if (undo.isArmed()) {
            undo.rewind();
            messages.setRelease(undo.next());
            volume.setRelease(undo.next());
            lastPrice.setRelease(undo.next());
            lastSequence.setRelease(undo.next());
            buckets.setRelease((int) undo.next(), undo.next());
            applied.setRelease((int) undo.next(), undo.next());
            undo.disarm();
        }
    }
}
