package io.parley.collection;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
 * codec makes; update functions an object or two more. {@link #set} of a struct and {@link #getUsing} nothing.
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
    private final SharedMap<Object, V> map;
    private final Object key;

    @SuppressWarnings("unchecked") // the map gets no other key from here
    <K> MapCell(SharedMap<K, V> map, K key) {
        this.map = (SharedMap<Object, V>) map;
        this.key = key;
    }

    /**
     * Reads the value. Takes no lock.
     *
     * @return a copy of it, or null
     */
    public V get() {
        return map.get(key);
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
        return map.getUsing(key, using);
    }

    /**
     * Writes the value.
     *
     * @param value the new one; null removes the entry
     */
    public void set(V value) {
        if (value == null) {
            map.removeKey(key);
        } else {
            map.set(key, value);
        }
    }

    /**
     * Replaces the value.
     *
     * @param value the new one; null removes the entry
     * @return the old one, or null
     */
    public V getAndSet(V value) {
        return value == null ? map.remove(key) : map.put(key, value);
    }

    /**
     * Removes the entry. The cell stays usable: the next change creates the entry again.
     *
     * @return the value it had, or null
     */
    public V remove() {
        return map.remove(key);
    }

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be; null if there must be none
     * @param value what it becomes; null removes the entry
     * @return whether it was as expected
     */
    public boolean compareAndSet(V expected, V value) {
        if (expected == null) {
            return value == null ? !map.containsKey(key) : map.putIfAbsent(key, value) == null;
        }
        return value == null ? map.remove(key, expected) : map.replace(key, expected, value);
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value; returns null to remove the entry
     * @return the old value, or null
     */
    public V getAndUpdate(UnaryOperator<V> function) {
        Objects.requireNonNull(function, "function");
        AtomicReference<V> seen = new AtomicReference<>();
        map.compute(key, (same, old) -> {
            seen.setPlain(old);
            return function.apply(old);
        });
        return map.codec.detached(seen.getPlain(), key);
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value; returns null to remove the entry
     * @return the new value, or null
     */
    public V updateAndGet(UnaryOperator<V> function) {
        Objects.requireNonNull(function, "function");
        return map.compute(key, (same, old) -> function.apply(old));
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
        return map.containsKey(key);
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
        return map.awaitChange(key, seen);
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
        return map.awaitChange(key, seen, timeout);
    }

    @Override
    public String toString() {
        return EntryPlace.describe("MapCell", map.handle, key, this::get);
    }
}
