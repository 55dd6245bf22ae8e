package io.parley.collection;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.WordChange.Kind;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.map.StripeCopy;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * A map of numbers to numbers that all processes of a domain see: counters by key, without an object for either. It is
 * the same object as {@code parley.map(name, Codecs.int64(), Codecs.int64())}; both may be open at once.
 *
 * <p>A key that is not there counts as 0: {@link #get(long)} returns 0, and {@link #addAndGet} begins there.
 * {@link #containsKey}, {@link #get(long, long)}, {@link #putIfAbsent} and {@link #merge} tell the difference.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> reading takes no lock;
 * changes wait for others that change the same part of the map; {@link #awaitChange} waits for a change.
 * <b>Allocation:</b> none, but for waiting and for {@link #forEach}, which copies one part of the map at a time.
 *
 * <p><b>Processes:</b> each method is one atomic operation ({@link #clear} and {@link #forEach}: one for each part of
 * the map), so a process that dies leaves the old number or the new one. Functions run under the lock of a part of the
 * map: they must be short and must not write to the same map ({@link IllegalStateException}). They run once; again only
 * if the map had to grow meanwhile and somebody else changed the number. What they throw is passed on, and the number
 * stays as it is. <b>Ordering:</b> what a process did before a change is visible to whoever reads what it wrote.
 *
 * <p><b>Differs from Python:</b> {@code d[k] = d.get(k, 0) + 1} on a manager's dictionary is a read and a write,
 * between which others come; {@code map.addAndGet(k, 1)} is one step. Overflow wraps around.
 */
public final class SharedLongMap extends StoredObject {
    static {
        Addresses.register(SharedLongMap.class, SharedLongMap::address);
    }

    private final MapStore store;

    private SharedLongMap(StoreHandle handle) {
        super(handle);
        this.store = handle.store;
    }

    private Address address() {
        String numbers = Codecs.int64().id();
        return handle.address(List.of(numbers, numbers, "long map"));
    }

    /**
     * Opens the map, creating it first if there is none. {@link Parley#longMap(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other types or options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedLongMap open(Parley parley, String name, MapOptions options) {
        MapConfig config =
                options.config(ObjectKind.MAP, Codecs.int64(), Codecs.int64().id());
        return new SharedLongMap(StoreHandle.open(parley, name, config));
    }

    /**
     * Reads a number.
     *
     * @param key its key
     * @return the number; 0 if there is none
     */
    public long get(long key) {
        return get(key, 0);
    }

    /**
     * Reads a number.
     *
     * @param key its key
     * @param missing what to return if there is none
     * @return the number, or {@code missing}
     */
    public long get(long key, long missing) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return read(scratch.key(key), scratch.found, missing);
        } finally {
            scratch.release();
        }
    }

    private long read(MessageBuffer key, MessageBuffer value, long missing) {
        return store.get(key, value) ? number(value, store.isOrdered()) : missing;
    }

    private static long number(MessageBuffer value, boolean ordered) {
        if (ordered) {
            value.readLong();
        }
        return value.readLong();
    }

    /**
     * Whether there is a number.
     *
     * @param key its key
     * @return a snapshot
     */
    public boolean containsKey(long key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return store.containsKey(scratch.key(key));
        } finally {
            scratch.release();
        }
    }

    /**
     * Writes a number.
     *
     * @param key its key
     * @param value the number
     */
    public void put(long key, long value) {
        if (store.isOrdered()) {
            change(key, Kind.SET, value, 0, null);
            return;
        }
        MapScratch scratch = MapScratch.acquire();
        try {
            MessageBuffer bytes = scratch.found;
            bytes.reset();
            bytes.writeLong(value);
            store.put(scratch.key(key), bytes, null);
        } finally {
            scratch.release();
        }
    }

    /** Changes a number in one atomic step; what it returns is to be read before the thread's next change. */
    private WordStep change(long key, Kind kind, long operand, long expected, Object function) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return scratch.word.run(store, scratch.key(key), kind, operand, expected, function);
        } finally {
            scratch.release();
        }
    }

    /**
     * Writes a number.
     *
     * @param key its key
     * @param value the number
     * @return the old one; 0 if there was none
     */
    public long getAndPut(long key, long value) {
        return change(key, Kind.SET, value, 0, null).old();
    }

    /**
     * Writes a number if there is none.
     *
     * @param key its key
     * @param value the number
     * @return whether it was written
     */
    public boolean putIfAbsent(long key, long value) {
        return change(key, Kind.PUT_IF_ABSENT, value, 0, null).changed();
    }

    /**
     * Adds to a number, wrapping around.
     *
     * @param key its key
     * @param delta what to add
     * @return the old number; 0 if there was none
     */
    public long getAndAdd(long key, long delta) {
        return change(key, Kind.ADD, delta, 0, null).old();
    }

    /**
     * Adds to a number, wrapping around.
     *
     * @param key its key
     * @param delta what to add
     * @return the new number
     */
    public long addAndGet(long key, long delta) {
        return change(key, Kind.ADD, delta, 0, null).updated();
    }

    /**
     * Adds one to a number.
     *
     * @param key its key
     * @return the new number
     */
    public long incrementAndGet(long key) {
        return addAndGet(key, 1);
    }

    /**
     * Subtracts one from a number.
     *
     * @param key its key
     * @return the new number
     */
    public long decrementAndGet(long key) {
        return addAndGet(key, -1);
    }

    /**
     * Replaces a number if it is as expected.
     *
     * @param key its key
     * @param expected what it must be; 0 also if it must not be there
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(long key, long expected, long value) {
        return change(key, Kind.COMPARE_AND_SET, value, expected, null).changed();
    }

    /**
     * Combines a number with another, for example by {@code Math::max}; if there is none, the other becomes it.
     *
     * @param key its key
     * @param value the other number
     * @param function gets the old number first; does not run if there is none
     * @return the new number
     */
    public long merge(long key, long value, LongBinaryOperator function) {
        return change(key, Kind.MERGE, value, 0, Objects.requireNonNull(function, "function"))
                .updated();
    }

    /**
     * Replaces a number by a function of itself.
     *
     * @param key its key
     * @param function gets 0 if there is no number
     * @return the old number
     */
    public long getAndUpdate(long key, LongUnaryOperator function) {
        return change(key, Kind.UPDATE, 0, 0, function).old();
    }

    /**
     * Replaces a number by a function of itself.
     *
     * @param key its key
     * @param function gets 0 if there is no number
     * @return the new number
     */
    public long updateAndGet(long key, LongUnaryOperator function) {
        return change(key, Kind.UPDATE, 0, 0, function).updated();
    }

    /**
     * Reads a number, computing and writing it first if there is none. Takes no lock if there is.
     *
     * @param key its key
     * @param function gets the key; runs only if there is no number
     * @return the number
     */
    public long computeIfAbsent(long key, LongUnaryOperator function) {
        MapScratch scratch = MapScratch.acquire();
        try {
            if (store.get(scratch.key(key), scratch.found)) {
                return number(scratch.found, store.isOrdered());
            }
        } finally {
            scratch.release();
        }
        return change(key, Kind.COMPUTE_IF_ABSENT, key, 0, function).updated();
    }

    /**
     * Removes a number.
     *
     * @param key its key
     * @return whether there was one
     */
    public boolean remove(long key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return store.remove(scratch.key(key), null);
        } finally {
            scratch.release();
        }
    }

    /**
     * Removes a number if it is as expected.
     *
     * @param key its key
     * @param expected what it must be
     * @return whether it was removed; false if there was none
     */
    public boolean remove(long key, long expected) {
        return change(key, Kind.COMPARE_AND_REMOVE, 0, expected, null).changed();
    }

    /**
     * Removes a number: for who collects counters and lets them begin anew.
     *
     * @param key its key
     * @return the number it was; 0 if there was none
     */
    public long getAndRemove(long key) {
        return change(key, Kind.REMOVE, 0, 0, null).old();
    }

    /**
     * How many numbers there are; exact when nobody writes. In constant time.
     *
     * @return the number of keys
     */
    public long size() {
        return store.size();
    }

    /**
     * Whether there is no number; exact when nobody writes.
     *
     * @return whether {@link #size} is 0
     */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Removes every number, one part of the map after the other. */
    public void clear() {
        store.clear();
    }

    /**
     * Calls a function for each entry. It runs on a copy of one part of the map after the other and may change the map:
     * each entry that is there all the time comes exactly once, others may or may not. The order says nothing, also if
     * the map keeps one for {@link SharedMap}.
     *
     * @param action what to call
     */
    public void forEach(LongLongConsumer action) {
        Objects.requireNonNull(action, "action");
        boolean ordered = store.isOrdered();
        StripeCopy copy = new StripeCopy();
        MapScratch scratch = MapScratch.acquire();
        try {
            for (int stripe = 0; stripe < store.stripes(); stripe++) {
                store.copyStripe(stripe, copy);
                copy.entries.rewind();
                for (int i = 0; i < copy.count; i++) {
                    visit(copy, ordered, scratch, action);
                }
            }
        } finally {
            scratch.release();
        }
    }

    private void visit(StripeCopy copy, boolean ordered, MapScratch scratch, LongLongConsumer action) {
        copy.entries.readInt();
        long key = copy.entries.readLong();
        if (copy.entries.readInt() >= 0) {
            action.accept(key, number(copy.entries, ordered));
        } else if (store.get(scratch.key(key), scratch.found)) {
            // Too many values to be copied at once, and this one is still there.
            action.accept(key, number(scratch.found, ordered));
        }
    }

    /**
     * Waits until a number is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param key its key
     * @param seen the number the caller knows; 0 for none
     * @return the new number
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public long awaitChange(long key, long seen) throws InterruptedException {
        while (true) {
            await(key, seen, Deadline.NEVER);
            long now = get(key);
            if (now != seen) {
                return now;
            }
        }
    }

    /**
     * Waits until a number is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param key its key
     * @param seen the number the caller knows; 0 for none
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public boolean awaitChange(long key, long seen, Duration timeout) throws InterruptedException {
        return await(key, seen, EntryPlace.toNs(timeout));
    }

    private boolean await(long key, long seen, long timeoutNs) throws InterruptedException {
        MessageBuffer bytes = new MessageBuffer(Long.BYTES);
        bytes.writeLong(key);
        return new EntryPlace(handle, bytes, key).await(() -> get(key) != seen, timeoutNs);
    }

    /** Makes the files as small as their entries allow. */
    public void compact() {
        store.compact();
    }

    /** Forces what was written so far to the disk; on tmpfs there is nothing to do. */
    public void flush() {
        store.flush();
    }

    @Override
    public String toString() {
        return handle.isUsable()
                ? "SharedLongMap(" + name() + ", size=" + size() + ", " + path() + ")"
                : handle.describe("SharedLongMap");
    }
}
