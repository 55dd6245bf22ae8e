package io.parley.collection;

import io.parley.Codec;
import io.parley.internal.map.EntryUpdate;
import io.parley.internal.map.Outcome;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A value that lives in an entry of a map, used like an {@link java.util.concurrent.atomic.AtomicReference}: thousands
 * of them cost no files. Made by {@link SharedMap#cell}; {@link LongCell} and {@link DoubleCell} are for numbers.
 *
 * <p>The cell is a key and no reference to memory: whoever removes the entry, or writes it through the map, is seen
 * here. <b>Null stands for no entry</b>, in both directions: {@link #get} returns it, {@code set(null)} removes, and
 * {@code compareAndSet(null, value)} creates the entry if there is none.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> changes wait for
 * others that change the same part of the map; {@link #awaitChange} waits for a change. <b>Allocation:</b> what the
 * codec makes; {@link #set} and {@link #getUsing} nothing else, other changes an object or two.
 *
 * <p><b>Processes:</b> each method is one atomic operation on the map, so a process that dies leaves the old value or
 * the new one. What {@link #get} returns is a copy; change it and nothing happens to the map. Functions run under the
 * lock of a part of the map: they must be short and must not write to the same map ({@link IllegalStateException}).
 * They run once; again only if the map had to grow meanwhile and somebody else changed the entry. What they throw is
 * passed on, and the entry stays as it is.
 *
 * <p><b>Equality</b> of values is {@code equals}, or the same bytes: an array equals another with the same elements.
 *
 * <p><b>Failure:</b> {@link io.parley.CodecException} if a value cannot be encoded, and nothing changed, or not be
 * decoded.
 *
 * @param <V> the value type
 */
public final class MapCell<V> {
    private final EntryPlace place;
    private final EntryCodec<?, V> codec;
    private final Codec<V> values;

    MapCell(EntryPlace place, EntryCodec<?, V> codec, Codec<V> values) {
        this.place = place;
        this.codec = codec;
        this.values = values;
    }

    /**
     * Reads the value. Takes no lock.
     *
     * @return a copy of it, or null
     */
    public V get() {
        CellScratch scratch = CellScratch.acquire();
        try {
            return place.read(scratch.value()) ? codec.value(scratch.value()) : null;
        } finally {
            scratch.release();
        }
    }

    /**
     * Reads the value into an object, without allocation.
     *
     * @param using an object that the map's codec made, see {@link io.parley.ReusingCodec#newInstance}
     * @return whether there was a value; if not, the object is as it was
     * @throws UnsupportedOperationException if the codec is no {@link io.parley.ReusingCodec}
     * @throws IllegalArgumentException if the codec cannot read into that object
     */
    public boolean getUsing(V using) {
        CellScratch scratch = CellScratch.acquire();
        try {
            boolean found = place.read(scratch.value());
            if (found) {
                Reading.into(using, scratch.value(), values, place);
            }
            return found;
        } finally {
            scratch.release();
        }
    }

    /**
     * Writes the value.
     *
     * @param value the new one; null removes the entry
     */
    public void set(V value) {
        if (value == null) {
            place.remove();
            return;
        }
        CellScratch scratch = CellScratch.acquire();
        try {
            codec.encodeValue(value, scratch.value());
            place.put(scratch.value());
        } finally {
            scratch.release();
        }
    }

    /** A change by which the entry becomes what a function of it is. */
    private final class Update implements EntryUpdate {
        private final UnaryOperator<V> function;
        private V old;
        private V updated;

        Update(UnaryOperator<V> function) {
            this.function = function;
        }

        Update run() {
            place.store().update(place.key(), this);
            return this;
        }

        V old() {
            return codec.detached(old);
        }

        V updated() {
            return codec.detached(updated);
        }

        @Override
        public Outcome update(MessageBuffer current, MessageBuffer next) {
            old = current == null ? null : codec.working(current);
            updated = function.apply(old);
            if (updated == null) {
                return current == null ? Outcome.KEEP : Outcome.REMOVE;
            }
            codec.compose(current, updated, next);
            return Outcome.PUT;
        }
    }

    /**
     * Replaces the value.
     *
     * @param value the new one; null removes the entry
     * @return the old one, or null
     */
    public V getAndSet(V value) {
        return new Update(old -> value).run().old();
    }

    /**
     * Removes the entry. The cell stays usable: the next change creates the entry again.
     *
     * @return the value it had, or null
     */
    public V remove() {
        return getAndSet(null);
    }

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be; null if there must be none
     * @param value what it becomes; null removes the entry
     * @return whether it was as expected
     */
    public boolean compareAndSet(V expected, V value) {
        MessageBuffer wanted = encoded(expected);
        MessageBuffer given = encoded(value);
        boolean[] matched = new boolean[1];
        place.store().update(place.key(), (current, next) -> {
            matched[0] = isEqual(current, expected, wanted);
            if (!matched[0] || current == null && given == null) {
                return Outcome.KEEP;
            }
            if (given == null) {
                return Outcome.REMOVE;
            }
            codec.compose(current, given, next);
            return Outcome.PUT;
        });
        return matched[0];
    }

    private MessageBuffer encoded(V value) {
        if (value == null) {
            return null;
        }
        MessageBuffer buffer = new MessageBuffer();
        codec.encodeValue(value, buffer);
        return buffer;
    }

    /** Whether an entry, null for none, is what is expected, null for none. */
    private boolean isEqual(MessageBuffer current, V expected, MessageBuffer encoded) {
        return current == null || expected == null
                ? current == null && expected == null
                : codec.isEqual(current, expected, encoded, true);
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value; returns null to remove the entry
     * @return the old value, or null
     */
    public V getAndUpdate(UnaryOperator<V> function) {
        return new Update(Objects.requireNonNull(function, "function")).run().old();
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value; returns null to remove the entry
     * @return the new value, or null
     */
    public V updateAndGet(UnaryOperator<V> function) {
        return new Update(Objects.requireNonNull(function, "function")).run().updated();
    }

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; returns null to remove the entry
     * @return the old value, or null
     */
    public V getAndAccumulate(V operand, BinaryOperator<V> function) {
        return getAndUpdate(old -> function.apply(old, operand));
    }

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; returns null to remove the entry
     * @return the new value, or null
     */
    public V accumulateAndGet(V operand, BinaryOperator<V> function) {
        return updateAndGet(old -> function.apply(old, operand));
    }

    /**
     * Whether the map has such an entry.
     *
     * @return a snapshot
     */
    public boolean isPresent() {
        return place.isPresent();
    }

    /**
     * Waits until the value is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the value the caller knows; null for none
     * @return the new value, or null if the entry was removed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public V awaitChange(V seen) throws InterruptedException {
        Glance glance = new Glance(seen);
        place.await(glance::differs, Deadline.NEVER);
        return glance.now();
    }

    /**
     * Waits until the value is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the value the caller knows; null for none
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public boolean awaitChange(V seen, Duration timeout) throws InterruptedException {
        return place.await(new Glance(seen)::differs, EntryPlace.toNs(timeout));
    }

    /** Looks at the value again and again, and keeps what it saw last. */
    private final class Glance {
        private final V seen;
        private final MessageBuffer wanted;
        private final MessageBuffer found = new MessageBuffer();
        private boolean present;

        Glance(V seen) {
            this.seen = seen;
            this.wanted = encoded(seen);
        }

        boolean differs() {
            present = place.read(found);
            return !isEqual(present ? found : null, seen, wanted);
        }

        /** What {@link #differs} saw, and not what has come since. */
        V now() {
            return present ? codec.value(found) : null;
        }
    }

    @Override
    public String toString() {
        return place.describe("MapCell", this::get);
    }
}
