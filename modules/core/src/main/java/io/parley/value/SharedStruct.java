package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.struct.StructLayout;
import io.parley.internal.struct.StructType;
import io.parley.internal.sync.VersionedCells;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * A record of several fields that all processes of a domain see, always as a whole: no reader ever gets half of a
 * change. Python's {@code Value} of a structure.
 *
 * <pre>{@code
 * record Quote(double bid, double ask, @MaxBytes(12) String venue) {}
 *
 * SharedStruct<Quote> best = parley.struct("best", Quote.class);
 * best.write(new Quote(99.5, 100.5, "XETR"));
 * double spread = best.readDouble(q -> q.ask() - q.bid());
 * }</pre>
 *
 * <p><b>Types:</b> {@code T} is a record, or an interface with getters ({@code double bid()} or {@code getBid()}) and,
 * if wanted, setters ({@code void bid(double)} or {@code setBid(double)}). Fields are primitives, enums,
 * {@code String}s with {@link MaxBytes}, records and, in interfaces, interfaces. None is ever null. The order of
 * declaration does not matter, so a record here and an interface there can be the same struct; names and types do, and
 * of enums the constants and their order: they are stored in the file and compared when it is opened.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. What an interface's methods return or
 * pass on is for the calling thread only.
 *
 * <p><b>Processes:</b> writers take turns by {@link #lock()}; readers take nothing and never wait. A process that dies
 * anywhere in a write leaves the old value or the new one, and the next writer goes on within milliseconds. Whoever
 * locks explicitly afterwards may be told of the dead holder although nothing is half-changed.
 *
 * <p><b>Ordering:</b> what a process did before a write is visible to whoever reads what was written.
 *
 * <p><b>Blocking:</b> writes wait for other writers and for whoever holds {@link #lock()}, interruption kept for later;
 * reads never; {@link #awaitChange} does. <b>Allocation:</b> none, but for records, texts, what {@link #read()} returns
 * of an interface, and waiting.
 *
 * <p><b>Failure:</b> a text that is too long, or has half a surrogate pair, is an {@link IllegalArgumentException},
 * null a {@link NullPointerException}; the old value stays. What a function throws is passed on; the old value stays.
 *
 * <p><b>Differs from Python:</b> there each field is locked for itself, and a reader can see fields of two writes.
 *
 * @param <T> the record or interface
 */
public final class SharedStruct<T> extends VersionedValue {
    private final StructCells<T> structs;

    private SharedStruct(Parley parley, String name, StructType<T> type, StructLayout layout, T initial) {
        super(
                parley,
                name,
                VersionedLayout.structs(ObjectKind.STRUCT, layout, 1, memory -> put(memory, layout, type, initial)),
                layout.cells());
        layout.check(memory, 1);
        this.structs = new StructCells<>(this, type);
    }

    private static <T> void put(Memory memory, StructLayout layout, StructType<T> type, T initial) {
        if (initial != null) {
            Memory value = Memory.allocate(layout.cells().copyBytes(), memory.name());
            type.write(value, initial);
            VersionedCells.initialise(memory, layout.cells(), 0, value, (int) value.length());
        }
    }

    @Override
    List<String> details() {
        return List.of(structs.typeName());
    }

    @Override
    List<Object> parts() {
        return List.of(structs.type());
    }

    /**
     * Opens the struct, creating it first if there is none. {@link Parley#struct(String, Class)} is the short way.
     *
     * @param <T> the type
     * @param parley the domain
     * @param name its name
     * @param type a record or an interface
     * @param initial its value if this call creates it; null for zeros, empty texts and first constants
     * @return a handle
     * @throws IllegalArgumentException if the type has a field that cannot be in a struct; the message names it
     * @throws io.parley.ObjectMismatchException if the struct exists with other fields; the message names one
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <T> SharedStruct<T> open(Parley parley, String name, Class<T> type, T initial) {
        StructType<T> fields = StructType.of(type);
        SharedStruct<T> struct = new SharedStruct<>(parley, name, fields, VersionedLayout.struct(fields), initial);
        struct.track();
        return struct;
    }

    /**
     * Reads the struct.
     *
     * @return a record, or an implementation of the interface that is a copy: it does not change, and its setters
     *     change the copy only
     */
    public T read() {
        return structs.read(0);
    }

    /**
     * Reads several fields that belong together.
     *
     * @param <R> what the function returns
     * @param function gets the record, or a view of a copy that is valid until the function returns; runs once
     * @return what it returned
     */
    public <R> R read(Function<? super T, ? extends R> function) {
        return structs.read(0, function);
    }

    /**
     * Reads several fields that belong together, without boxing.
     *
     * @param function as for {@link #read(Function)}
     * @return what it returned
     */
    public long readLong(ToLongFunction<? super T> function) {
        return structs.readLong(0, function);
    }

    /**
     * Reads several fields that belong together, without boxing.
     *
     * @param function as for {@link #read(Function)}
     * @return what it returned
     */
    public double readDouble(ToDoubleFunction<? super T> function) {
        return structs.readDouble(0, function);
    }

    /**
     * An implementation of the interface whose every getter reads the present value. Two getters may belong to two
     * versions; use {@link #read(Function)} for what belongs together. Any thread may use it; it ends with this handle.
     *
     * @return a live view; its setters throw {@link UnsupportedOperationException}, use {@link #edit}
     * @throws UnsupportedOperationException if the type is a record
     */
    public T view() {
        return structs.view(0);
    }

    /**
     * Replaces the struct and wakes those who wait for a change.
     *
     * @param value the new value: a record, or anything that implements the interface
     */
    public void write(T value) {
        structs.write(0, value);
    }

    /**
     * Replaces the struct by a function of itself and wakes those who wait for a change.
     *
     * @param function gets what {@link #read()} returns; runs once, under {@link #lock()}
     * @return what it returned, which is the new value
     */
    public T update(UnaryOperator<T> function) {
        return structs.update(0, function);
    }

    /**
     * Changes fields, all in one step for others, and wakes those who wait for a change.
     *
     * @param editor gets a view with the present value and calls its setters; runs once, under {@link #lock()}
     * @throws UnsupportedOperationException if the type is a record
     */
    public void edit(Consumer<? super T> editor) {
        structs.edit(0, editor);
    }

    /**
     * Replaces the struct if every field is as expected, bit by bit: NaN equals itself, 0.0 does not equal -0.0.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(T expected, T value) {
        return structs.compareAndSet(0, expected, value);
    }

    /**
     * How often the struct was written. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of writes since it was created
     */
    public long version() {
        return cells.version(0);
    }

    /**
     * Waits until the struct was written since {@code seenVersion}, also if with the same value.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the struct
     */
    public long awaitChange(long seenVersion) throws InterruptedException {
        return awaitVersion(0, seenVersion);
    }

    /**
     * Waits until the struct was written since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was written
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the struct
     */
    public boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return awaitVersion(0, seenVersion, toNs(timeout));
    }

    @Override
    public String toString() {
        return "SharedStruct(" + name() + "=" + (memory.isClosed() ? "closed" : read()) + ", " + path() + ")";
    }
}
