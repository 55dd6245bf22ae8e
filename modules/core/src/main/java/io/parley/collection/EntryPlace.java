package io.parley.collection;

import io.parley.internal.map.MapStore;
import io.parley.internal.map.Outcome;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The place of an entry in a map, whether or not there is one: what all cells are made of. Thread-safe. */
final class EntryPlace {
    private final StoreHandle map;
    private final MapStore store;
    private final MessageBuffer key;
    private final Object shownKey;
    private final int prefix;

    /**
     * Of one key.
     *
     * @param map whose entry it is
     * @param key its bytes, not used by anybody else from here on
     * @param shownKey the key, for messages
     */
    EntryPlace(StoreHandle map, MessageBuffer key, Object shownKey) {
        this.map = map;
        this.store = map.store;
        this.key = key;
        this.shownKey = shownKey;
        this.prefix = store.isOrdered() ? Long.BYTES : 0;
    }

    MapStore store() {
        return store;
    }

    MessageBuffer key() {
        return key;
    }

    /** How many bytes stand before the value itself. */
    int prefix() {
        return prefix;
    }

    /** Reads the entry; what is to be read of the buffer is the value itself. */
    boolean read(MessageBuffer value) {
        boolean found = store.get(key, value);
        if (found && prefix != 0) {
            value.readLong();
        }
        return found;
    }

    boolean isPresent() {
        return store.containsKey(key);
    }

    /** Writes the entry; an existing one keeps its place in the order. */
    void put(MessageBuffer value) {
        if (prefix == 0) {
            store.put(key, value, null);
        } else {
            store.update(key, (current, next) -> write(current, next, value));
        }
    }

    /** Writes the entry if there is none. */
    boolean putIfAbsent(MessageBuffer value) {
        return store.update(key, (current, next) -> current == null ? write(null, next, value) : Outcome.KEEP)
                == Outcome.PUT;
    }

    private Outcome write(MessageBuffer current, MessageBuffer next, MessageBuffer value) {
        begin(current, next);
        next.writeBytes(value.array(), 0, value.length());
        return Outcome.PUT;
    }

    /** In an update: writes what stands before the value; {@code current}, if any, is read from its beginning. */
    void begin(MessageBuffer current, MessageBuffer next) {
        if (prefix != 0) {
            next.writeLong(current == null ? store.nextSequence() : current.getLong(0));
        }
    }

    boolean remove() {
        return store.remove(key, null);
    }

    /** Waits until {@code changed}, looking whenever the key's stripe was; false if it took longer. */
    boolean await(BooleanSupplier changed, long timeoutNs) throws InterruptedException {
        Clock clock = map.domain.clock();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long deadlineNs = Deadline.after(clock, timeoutNs);
        while (true) {
            long version = store.version(key);
            if (changed.getAsBoolean()) {
                return true;
            }
            long leftNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
            if (leftNs <= 0 || !store.awaitChange(key, version, leftNs)) {
                return changed.getAsBoolean();
            }
        }
    }

    /** A duration in ns; what does not fit is as good as for ever. */
    static long toNs(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    /** What a cell says of itself; {@code value} tells the present one, null for none. Never throws. */
    static String describe(String what, StoreHandle map, Object key, Supplier<Object> value) {
        String shown;
        try {
            map.store.requireUsable();
            Object present = value.get();
            shown = present == null ? "absent" : present.toString();
        } catch (RuntimeException e) {
            shown = "unreadable: " + e.getMessage();
        }
        return what + "(" + map.name() + "[" + key + "]=" + shown + ", " + map.path() + ")";
    }

    String describe(String what, Supplier<Object> value) {
        return describe(what, map, shownKey, () -> isPresent() ? value.get() : null);
    }

    @Override
    public String toString() {
        return map.name() + "[" + shownKey + "], " + map.path();
    }
}
