package io.parley.collection;

import io.parley.internal.map.EntryUpdate;
import io.parley.internal.map.MapStore;
import io.parley.internal.map.Outcome;
import io.parley.internal.memory.MessageBuffer;

/** A change of an entry whose value is one number of eight bytes. */
final class WordStep extends WordChange implements EntryUpdate {
    private MapStore store;
    private boolean ordered;

    /** Does it; the results are in this object until the thread's next change. */
    WordStep run(MapStore in, MessageBuffer key, Kind kind, long operand, long expected, Object function) {
        store = in;
        ordered = in.isOrdered();
        prepare(kind, operand, expected, function);
        Outcome outcome = Outcome.KEEP;
        try {
            outcome = in.update(key, this);
        } finally {
            store = null;
            finish(outcome);
        }
        return this;
    }

    @Override
    public Outcome update(MessageBuffer current, MessageBuffer next) {
        boolean there = current != null;
        long sequence = there && ordered ? current.readLong() : 0;
        Outcome outcome = apply(there, there ? current.readLong() : 0);
        if (outcome == Outcome.PUT) {
            if (ordered) {
                next.writeLong(there ? sequence : store.nextSequence());
            }
            next.writeLong(updated());
        }
        return outcome;
    }
}
