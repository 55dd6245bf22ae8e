package io.parley.collection;

import io.parley.internal.map.EntryUpdate;
import io.parley.internal.map.Outcome;
import io.parley.internal.memory.MessageBuffer;

/** A change of one element, or of all, of an entry whose value is an array of numbers of four or eight bytes. */
final class ElementStep extends WordChange implements EntryUpdate {
    /** Instead of an index: no element. */
    static final int NONE = -1;
    /** Instead of an index: every element becomes the operand. */
    static final int ALL = -2;

    private int prefix;
    private int width;
    private int index;
    private int length;

    /** Does it; the results are in this object until the thread's next change. */
    ElementStep run(EntryPlace place, int bytes, int element, Kind kind, long operand, long expected, Object function) {
        prefix = place.prefix();
        width = bytes;
        index = element;
        length = 0;
        prepare(kind, operand, expected, function);
        Outcome outcome = Outcome.KEEP;
        try {
            outcome = place.store().update(place.key(), this);
        } finally {
            finish(outcome);
        }
        return this;
    }

    @Override
    public Outcome update(MessageBuffer current, MessageBuffer next) {
        found(current != null);
        if (current == null) {
            return Outcome.KEEP;
        }
        length = (current.length() - prefix) / width;
        if (index == ALL) {
            return fill(current, next);
        }
        if (index < 0 || index >= length) {
            return Outcome.KEEP;
        }
        Outcome outcome = apply(true, get(current, prefix, width, index));
        if (outcome == Outcome.PUT) {
            next.writeBytes(current.array(), 0, current.length());
            put(next, index, updated());
        }
        return outcome;
    }

    private Outcome fill(MessageBuffer current, MessageBuffer next) {
        next.writeBytes(current.array(), 0, current.length());
        for (int i = 0; i < length; i++) {
            put(next, i, operand());
        }
        return Outcome.PUT;
    }

    /** One element; of four bytes with its sign. */
    static long get(MessageBuffer value, int prefix, int width, int index) {
        int at = prefix + index * width;
        return width == Long.BYTES ? value.getLong(at) : value.getInt(at);
    }

    private void put(MessageBuffer value, int element, long number) {
        int at = prefix + element * width;
        if (width == Long.BYTES) {
            value.putLong(at, number);
        } else {
            value.putInt(at, (int) number);
        }
    }

    /** How many elements there are. */
    int length() {
        return length;
    }
}
