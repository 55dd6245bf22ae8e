package io.parley.collection;

import io.parley.AnyCodec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.domain.Addresses;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Named attributes of any type that all processes of a domain see and change. Python's {@code Manager().Namespace()},
 * without the manager.
 *
 * <pre>{@code
 * SharedNamespace settings = parley.namespace("settings");
 * settings.set("limit", 100);
 * settings.set("symbols", List.of("EUR", "USD"));
 * int limit = settings.getInt("limit");
 * settings.update("limit", Integer.class, old -> old + 1);
 * }</pre>
 *
 * <p><b>Values</b> are what {@link Codecs#any} carries: numbers, texts, dates, arrays of primitives, lists, sets and
 * maps, records and enums that are named when the namespace is opened, and shared objects, which come out live. Every
 * other value that comes out is a copy: lists, sets and maps refuse to be changed and say what to do, in arrays and
 * objects nobody else sees a change.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process.
 *
 * <p><b>Processes:</b> each method for one attribute is one atomic step for everybody, {@link #update} included. A
 * process that dies in any of them leaves the attribute old or new; the next writer goes on within milliseconds,
 * readers do not notice. <b>Ordering:</b> what a process did before it set an attribute is visible to whoever gets it.
 *
 * <p><b>Blocking:</b> writing waits for others who just write; reading never does; {@link #awaitChange} does.
 * <b>Allocation:</b> the values. For a number that changes often, keep a {@link io.parley.value.SharedLong}, in the
 * namespace or beside it.
 *
 * <p><b>Failure:</b> a value that cannot be encoded is a {@link io.parley.CodecException} before anything is shared;
 * one that cannot be decoded a {@link io.parley.CodecException} that names the attribute's namespace; a shared object
 * that was deleted since an {@link io.parley.ObjectDeletedException}.
 *
 * <p><b>Differs from Python:</b> {@code ns.x} is {@code ns.get("x")}, or {@code settings.x()} through {@link #as}.
 * {@code ns.x.append(1)} changes nothing there and tells nobody; here it is an {@link UnsupportedOperationException}.
 * {@code ns.x += 1} loses updates there; {@link #update} does not. Names that begin with an underscore stay in one
 * process there; here they are refused. It prints the same.
 */
public final class SharedNamespace extends StoredObject implements ManagedNamespace {
    private static final MapOptions OPTIONS = MapOptions.defaults().stripes(4);

    static {
        Addresses.register(
                SharedNamespace.class, namespace -> namespace.handle.address(List.of(), namespace.codec.values()));
    }

    private final MapStore store;
    private final EntryCodec<String, Object> codec;

    private SharedNamespace(Parley parley, String name, AnyCodec values) {
        super(StoreHandle.open(parley, name, OPTIONS.config(ObjectKind.NAMESPACE, Codecs.utf8(), values.id())));
        this.store = handle.store;
        this.codec = EntryCodec.ofNamespace(handle, values.in(parley));
    }

    /**
     * Opens the namespace, creating it first if there is none. {@link Parley#namespace(String, Class[])} is the short
     * way.
     *
     * @param parley the domain
     * @param name its name
     * @param values knows the classes that attributes may have
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedNamespace open(Parley parley, String name, AnyCodec values) {
        return new SharedNamespace(parley, name, values);
    }

    /**
     * Sets an attribute, creating it if there is none.
     *
     * @param attribute its name; not empty, without an underscore in front
     * @param value any value that {@link Codecs#any} carries
     * @throws io.parley.CodecException if it cannot be encoded; nothing was changed
     * @throws IllegalArgumentException for such a name
     */
    @Override
    public void set(String attribute, Object value) {
        requireValue(attribute, value);
        MapScratch scratch = encode(attribute);
        try {
            codec.encodeValue(value, scratch.given);
            store.put(scratch.key, scratch.given, null);
        } finally {
            scratch.release();
        }
    }

    private static void requireValue(String attribute, Object value) {
        Objects.requireNonNull(value, () -> "no attribute is null: '" + attribute + "'. Use remove, or leave it out");
    }

    /** To be released. */
    private MapScratch encode(String attribute) {
        ManagedNamespace.requireName(attribute);
        MapScratch scratch = MapScratch.acquire();
        codec.encodeKey(attribute, scratch.key);
        return scratch;
    }

    /**
     * The value of an attribute, if there is one. Takes no lock.
     *
     * @param attribute its name
     * @return the value, or empty
     */
    @Override
    public Optional<Object> find(String attribute) {
        MapScratch scratch = encode(attribute);
        try {
            return store.get(scratch.key, scratch.found)
                    ? Optional.of(codec.value(scratch.found, attribute))
                    : Optional.empty();
        } finally {
            scratch.release();
        }
    }

    /**
     * Whether there is such an attribute. Takes no lock.
     *
     * @param attribute its name
     * @return whether there is
     */
    @Override
    public boolean has(String attribute) {
        MapScratch scratch = encode(attribute);
        try {
            return store.containsKey(scratch.key);
        } finally {
            scratch.release();
        }
    }

    /**
     * Removes an attribute.
     *
     * @param attribute its name
     * @return whether there was one
     */
    @Override
    public boolean remove(String attribute) {
        MapScratch scratch = encode(attribute);
        try {
            return store.remove(scratch.key, null);
        } finally {
            scratch.release();
        }
    }

    /**
     * Changes an attribute in one atomic step.
     *
     * @param attribute its name
     * @param change gets the value, a copy that it may change and return, or null if there is none; returns the new
     *     one, or null to remove the attribute. Runs while writers of the namespace wait, so be quick; what it throws
     *     reaches the caller, and nothing is changed. It may not write to this namespace
     * @return the new value, or null
     * @throws io.parley.CodecException if the new value cannot be encoded; nothing was changed
     */
    @Override
    public Object update(String attribute, UnaryOperator<Object> change) {
        MapScratch scratch = encode(attribute);
        try {
            return scratch.change(codec).compute(store, attribute, (same, old) -> change.apply(old));
        } finally {
            scratch.release();
        }
    }

    /**
     * Sets an attribute if it is as expected, in one atomic step.
     *
     * @param attribute its name
     * @param expected what it must be, by the same bytes or by {@code equals}; null for none
     * @param value what it becomes
     * @return whether it was set
     */
    @Override
    public boolean compareAndSet(String attribute, Object expected, Object value) {
        requireValue(attribute, value);
        MapScratch scratch = encode(attribute);
        try {
            if (expected == null) {
                codec.encodeValue(value, scratch.given);
                return store.putIfAbsent(scratch.key, scratch.given, null);
            }
            codec.encodeValue(expected, scratch.given);
            return scratch.change(codec).replaceIfEqual(store, expected, true, value);
        } finally {
            scratch.release();
        }
    }

    /**
     * Waits until an attribute is another than the caller knows, or gone, or there; for as long as it takes.
     *
     * @param attribute its name
     * @param seen what the caller knows; null for none
     * @return the value; empty if there is none any more
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the namespace
     */
    @Override
    public Optional<Object> awaitChange(String attribute, Object seen) throws InterruptedException {
        awaitChange(attribute, seen, Deadline.NEVER);
        return find(attribute);
    }

    /**
     * Waits until an attribute is another than the caller knows, or gone, or there, or the time is up; never gives up
     * early.
     *
     * @param attribute its name
     * @param seen what the caller knows; null for none
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the namespace
     */
    @Override
    public boolean awaitChange(String attribute, Object seen, Duration timeout) throws InterruptedException {
        return awaitChange(attribute, seen, TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean awaitChange(String attribute, Object seen, long timeoutNs) throws InterruptedException {
        store.requireUsable();
        MapScratch scratch = encode(attribute);
        try {
            if (seen != null) {
                codec.encodeValue(seen, scratch.given);
            }
            long deadlineNs = Deadline.after(handle.domain.clock(), timeoutNs);
            while (true) {
                long version = store.version(scratch.key);
                boolean present = store.get(scratch.key, scratch.found);
                boolean same = present
                        ? seen != null && codec.isEqual(scratch.found, seen, scratch.given, true)
                        : seen == null;
                if (!same) {
                    return true;
                }
                long leftNs =
                        Deadline.remainingNs(deadlineNs, handle.domain.clock().monotonicNs());
                if (leftNs <= 0 || !store.awaitChange(scratch.key, version, leftNs)) {
                    return false;
                }
            }
        } finally {
            scratch.release();
        }
    }

    /**
     * The names of all attributes.
     *
     * @return a copy, sorted, unmodifiable
     */
    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (EntryCursor all = new EntryCursor(store); all.next(); ) {
            names.add(codec.key(all.key));
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * All attributes. Each is as it was at one moment; not all at the same, if others write meanwhile.
     *
     * @return a copy, sorted by name, unmodifiable
     */
    @Override
    public SortedMap<String, Object> asMap() {
        SortedMap<String, Object> attributes = new TreeMap<>();
        for (EntryCursor all = new EntryCursor(store); all.next(); ) {
            String attribute = codec.key(all.key);
            attributes.put(attribute, codec.value(all.value, attribute));
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    /**
     * The attributes as Python prints them, sorted by name: {@code Namespace(x=[1], y=['x'])}; of a handle that was
     * closed, its name.
     */
    @Override
    public String toString() {
        return handle.isUsable() ? PyFormat.repr(this) : handle.describe("SharedNamespace");
    }
}
