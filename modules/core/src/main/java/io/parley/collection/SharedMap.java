package io.parley.collection;

import io.parley.Codec;
import io.parley.MessageEncoder;
import io.parley.Parley;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapFiles;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A map that all processes of a domain see and change. Python's {@code Manager().dict()}, without the manager.
 *
 * <pre>{@code
 * SharedMap<String, Long> positions = parley.map("positions", Codecs.utf8(), Codecs.int64());
 * positions.merge("XETR:SAP", 100L, Long::sum);
 * }</pre>
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. Iterators and what they return are for
 * one thread.
 *
 * <p><b>Processes:</b> each method that changes one key is one atomic step for everybody, {@link #compute},
 * {@link #merge} and their like included. {@link #putAll}, {@link #replaceAll}, {@link #clear} and the bulk methods of
 * the views are a step for each entry. A process that dies in any of them leaves each entry old or new, never mixed;
 * the next writer of that part of the map goes on within milliseconds, readers do not notice.
 *
 * <p><b>Functions</b> given to {@code compute}, {@code merge} and their like run while the key's part of the map is
 * locked: everybody who wants to write there waits, so be quick. They run once; again, if the map had to grow for the
 * result and somebody changed the entry meanwhile. They may read this map; writing to it, and waiting for it, is an
 * {@link IllegalStateException}. Writing to another map is possible, and a deadlock if others do it the other way
 * round. What a function throws reaches the caller; the entry stays as it was.
 *
 * <p><b>Iteration</b> goes on whatever others do: there is no {@code ConcurrentModificationException}. Each part of the
 * map is seen as it was at one moment, each key once at most. Unless the map was created with
 * {@link MapOptions#insertionOrder} there is no order.
 *
 * <p><b>Keys</b> are the same if their bytes are, as the codec writes them. <b>Values</b> are equal if their bytes are,
 * or if {@code equals} says so: that is what {@link #remove(Object, Object)}, {@link #replace(Object, Object, Object)},
 * {@code containsValue} and {@code awaitChange} ask for. What comes out is a copy: changing it changes nothing here,
 * except inside a function, whose result is put back. Neither is ever null. A key or value that a map cannot have,
 * because it is of a class that the codec cannot write, is not in it: asking for one is no error.
 *
 * <p><b>Ordering:</b> what a process did before it put a value is visible to whoever gets it.
 *
 * <p><b>Blocking:</b> writing waits for others who just write in the same part of the map; reading never does;
 * {@link #awaitChange} does. <b>Allocation:</b> none of the map's own in reading and writing; the codecs make the keys
 * and values. {@link #read} and {@link #write} need no object.
 *
 * <p><b>Failure:</b> a key or value that cannot be encoded is a {@link io.parley.CodecException}, before anything is
 * shared. A file system without room for the map to grow is a {@link io.parley.DomainFullException}; the map is as it
 * was. A key or value of more than 1 MiB and 4 KiB is an {@link IllegalArgumentException}; a part of the map that
 * cannot grow any more is a {@link io.parley.MapFullException}.
 *
 * <p><b>Differs from Python:</b> there a dict keeps the order of insertion; here it is an option. {@code d[k] += 1} is
 * two steps there, and loses counts; {@link #merge} is one. Iterating over a dict that somebody changes is an error
 * there. A list that comes out of a managed dict can be changed there, to no effect; here that is an
 * {@link UnsupportedOperationException}. {@code ==} compares content here, the proxy there.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class SharedMap<K, V> extends StoredMap<K, V> {
    SharedMap(Parley parley, String name, Codec<K> keys, Codec<V> values, MapConfig config) {
        super(parley, name, keys, values, config);
    }

    /**
     * Opens the map, creating it first if there is none. {@link Parley#map(String, Codec, Codec)} is the short way.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @param parley the domain
     * @param name its name
     * @param keys how keys become bytes; the same one in every process, and the same bytes for equal keys
     * @param values how values become bytes; the same one in every process
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other codecs or another order
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <K, V> SharedMap<K, V> open(
            Parley parley, String name, Codec<K> keys, Codec<V> values, MapOptions options) {
        return new SharedMap<>(parley, name, keys, values, options.config(ObjectKind.MAP, keys, values.id()));
    }

    /**
     * Puts a value.
     *
     * @return the value that was there, or null
     * @throws io.parley.CodecException if the value that was there cannot be decoded; the new one is in its place
     */
    @Override
    public V put(K key, V value) {
        MapScratch scratch = encode(key, value);
        try {
            boolean found = codec.isOrdered()
                    ? scratch.change(codec).put(store)
                    : store.put(scratch.key, scratch.given, scratch.found);
            return found ? codec.value(scratch.found, key) : null;
        } finally {
            scratch.release();
        }
    }

    /**
     * Puts a value, without asking what was there: quicker than {@link #put}.
     *
     * @param key the key
     * @param value its new value
     */
    @Override
    public void set(K key, V value) {
        MapScratch scratch = encode(key, value);
        try {
            set(scratch);
        } finally {
            scratch.release();
        }
    }

    private void set(MapScratch scratch) {
        if (codec.isOrdered()) {
            scratch.change(codec).set(store);
        } else {
            store.put(scratch.key, scratch.given, null);
        }
    }

    /**
     * Puts a value that is written as bytes: no object, no codec. They must be what the values' codec reads, if others
     * read with it.
     *
     * <p><b>Allocation:</b> none by Parley, if the encoder captures nothing; the key's codec none, if it is one of
     * {@link io.parley.Codecs}.
     *
     * @param <A> what the value is made from
     * @param key the key
     * @param source handed to the encoder
     * @param encoder writes the value; runs without any lock, and if it throws nothing was put
     */
    public <A> void write(K key, A source, MessageEncoder<? super A> encoder) {
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            encoder.encode(source, scratch.given);
            set(scratch);
        } finally {
            scratch.release();
        }
    }

    /** To be released. */
    private MapScratch encode(K key, V value) {
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            codec.encodeValue(value, scratch.given);
            return scratch;
        } catch (RuntimeException | Error e) {
            scratch.release();
            throw e;
        }
    }

    /**
     * Puts a value if there is none.
     *
     * @return the value that is there, or null if it was put
     */
    @Override
    public V putIfAbsent(K key, V value) {
        MapScratch scratch = encode(key, value);
        try {
            boolean found = codec.isOrdered()
                    ? scratch.change(codec).putIfAbsent(store)
                    : !store.putIfAbsent(scratch.key, scratch.given, scratch.found);
            return found ? codec.value(scratch.found, key) : null;
        } finally {
            scratch.release();
        }
    }

    /** Puts every entry of another map, each in a step of its own. */
    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(this::set);
    }

    /**
     * Removes a key.
     *
     * @return the value that was there, or null
     */
    @Override
    public V remove(Object key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return codec.encodeSoughtKey(key, scratch.key) && store.remove(scratch.key, scratch.found)
                    ? codec.value(scratch.found, key)
                    : null;
        } finally {
            scratch.release();
        }
    }

    /**
     * Removes a key, without asking for its value.
     *
     * @param key the key
     * @return whether it was there
     */
    @Override
    public boolean removeKey(Object key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return codec.encodeSoughtKey(key, scratch.key) && store.remove(scratch.key, null);
        } finally {
            scratch.release();
        }
    }

    /** Removes a key if it has that value: one with the same bytes, or an equal one. */
    @Override
    public boolean remove(Object key, Object value) {
        MapScratch scratch = MapScratch.acquire();
        try {
            if (!codec.encodeSoughtKey(key, scratch.key) || value == null) {
                return false;
            }
            boolean hasBytes = codec.encodeSoughtValue(value, scratch.given);
            return scratch.change(codec).removeIfEqual(store, value, hasBytes);
        } finally {
            scratch.release();
        }
    }

    /**
     * Puts a value if there is one already.
     *
     * @return the value that was there, or null; then nothing was put
     */
    @Override
    public V replace(K key, V value) {
        MapScratch scratch = encode(key, value);
        try {
            return scratch.change(codec).replace(store) ? codec.value(scratch.found, key) : null;
        } finally {
            scratch.release();
        }
    }

    /** Puts a value if the present one is {@code expected}: has the same bytes, or is equal. */
    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(value, "value");
        MapScratch scratch = encode(key, expected);
        try {
            return scratch.change(codec).replaceIfEqual(store, expected, true, value);
        } finally {
            scratch.release();
        }
    }

    /** Puts a function of each entry in its place, each in an atomic step of its own, as {@link #computeIfPresent}. */
    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (EntryCursor all = EntryCursor.inOrder(store); all.next(); ) {
            computeIfPresent(
                    codec.key(all.key),
                    (key, value) -> Objects.requireNonNull(function.apply(key, value), "the function's value"));
        }
    }

    /**
     * Puts a function of the key and its value, in one atomic step.
     *
     * @param function gets the key and the value, or null if there is none; null removes the key
     * @return the new value, or null
     */
    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            return scratch.change(codec).compute(store, key, function);
        } finally {
            scratch.release();
        }
    }

    /**
     * Puts a function of the key if there is no value, in one atomic step. If there is one, no lock is taken.
     *
     * @param function gets the key; null puts nothing
     * @return the value that is there now, or null
     */
    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            return store.get(scratch.key, scratch.found)
                    ? codec.value(scratch.found, key)
                    : scratch.change(codec).computeIfAbsent(store, key, function);
        } finally {
            scratch.release();
        }
    }

    /**
     * Puts a function of the key and its value if there is one, in one atomic step.
     *
     * @param function gets the key and the value; null removes the key
     * @return the new value, or null
     */
    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            return scratch.change(codec).computeIfPresent(store, key, function);
        } finally {
            scratch.release();
        }
    }

    /**
     * Puts a value, or combines it with the one that is there, in one atomic step: {@code merge(word, 1L, Long::sum)}
     * counts.
     *
     * @param function gets the value that is there and the given one; null removes the key
     * @return the new value, or null
     */
    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            return scratch.change(codec).merge(store, key, value, function);
        } finally {
            scratch.release();
        }
    }

    /** Removes every entry that there is, part by part; what others put meanwhile may stay. */
    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public AsyncMap<K, V> async() {
        return new LocalAsyncMap<>(this);
    }

    /**
     * The entry of a key as a value of its own, whether or not there is one.
     *
     * @param key the key
     * @return a cell; as many as wanted, they cost nothing but this object
     */
    public MapCell<V> cell(K key) {
        return new MapCell<>(this, Objects.requireNonNull(key, "key"));
    }

    /**
     * The entry of a key as a number, in a map whose values are {@link io.parley.Codecs#int64}.
     *
     * @param key the key
     * @return a cell; as many as wanted
     * @throws UnsupportedOperationException if the map's values have another codec
     */
    public LongCell longCell(K key) {
        return Cells.longCell(this, key);
    }

    /**
     * The entry of a key as a floating-point number, in a map whose values are {@link io.parley.Codecs#float64}.
     *
     * @param key the key
     * @return a cell; as many as wanted
     * @throws UnsupportedOperationException if the map's values have another codec
     */
    public DoubleCell doubleCell(K key) {
        return Cells.doubleCell(this, key);
    }

    /**
     * The entry of a key as an array whose elements can be changed one by one: {@code LongArrayCell bins =
     * histograms.arrayCell("latency")}.
     *
     * @param <A> {@link LongArrayCell} if the map's values are {@link io.parley.Codecs#int64Array},
     *     {@link IntArrayCell} for {@link io.parley.Codecs#int32Array}, {@link DoubleArrayCell} for
     *     {@link io.parley.Codecs#float64Array}
     * @param key the key
     * @return a cell; as many as wanted
     * @throws UnsupportedOperationException if the map's values have another codec
     * @throws ClassCastException if the caller assigns it to another class
     */
    @SuppressWarnings("unchecked") // what the caller assigns it to is checked there
    public <A extends ArrayCell> A arrayCell(K key) {
        return (A) Cells.arrayCell(this, key);
    }

    /**
     * Reads every entry, part by part; writers of that part wait. Readers do not look at checksums, this does.
     *
     * @return what was found
     */
    public MapReport verify() {
        return MapReport.of(store.check());
    }

    /**
     * Reads the files of a map, which need not be open, nor be in a state in which it can be opened; a copy of its
     * directory will do. Needs no domain and changes nothing. Also for a set, a list, a namespace or a reference.
     *
     * @param directory the map's {@link #path()}
     * @return what was found
     * @throws io.parley.ForeignFileException if there is no map
     * @throws io.parley.DomainAccessException if its files cannot be read
     */
    public static MapReport verify(Path directory) {
        return MapReport.of(new MapFiles(directory).check());
    }

    /**
     * Puts here what is readable in the files of another map of the same types: every entry that matches its checksum,
     * also from files whose headers are damaged or whose ends are missing. Keys that this map has already stay as they
     * are here. Not while others write the other map; it is not changed.
     *
     * <p>If the other map's state file is damaged as well, and it was just growing, entries that were removed in the
     * last moments may come back.
     *
     * @param directory the other map's {@link #path()}
     * @return how many entries were put, and what is wrong there
     * @throws io.parley.ObjectMismatchException if that map has other codecs, or another order
     * @throws io.parley.ForeignFileException if there is no map
     */
    public MapReport salvage(Path directory) {
        return MapReport.of(new MapFiles(directory).salvage(store));
    }
}
