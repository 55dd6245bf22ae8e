package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.struct.StructLayout;
import io.parley.internal.struct.StructType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Structs that all processes of a domain see, each always as a whole. Python's {@code Array} of a structure.
 *
 * <p>Types, threading, processes, ordering, blocking, allocation and failures are those of {@link SharedStruct}, for
 * each element by itself: two elements may belong to two moments, unless the reader holds {@link #lock()}. One lock
 * serves the writers of all elements. Each element takes twice its size, at least 128 bytes, so that writers of one do
 * not disturb readers of the next.
 *
 * <p><b>Failure:</b> an index outside the array is an {@link IndexOutOfBoundsException}.
 *
 * @param <T> the record or interface
 */
public final class SharedStructArray<T> extends VersionedValue {
    private final StructCells<T> structs;
    private final int length;

    private SharedStructArray(Parley parley, String name, StructType<T> type, StructLayout layout, int length) {
        super(
                parley,
                name,
                VersionedLayout.structs(ObjectKind.STRUCT_ARRAY, layout, length, memory -> {}),
                layout.cells());
        layout.check(memory, length);
        this.length = length;
        this.structs = new StructCells<>(this, type);
    }

    @Override
    List<String> details() {
        return List.of(structs.typeName(), Integer.toString(length));
    }

    @Override
    List<Object> parts() {
        return List.of(structs.type());
    }

    /**
     * Opens the array, creating it if there is none, full of zeros, empty texts and first constants.
     * {@link Parley#structArray} is the short way.
     *
     * @param <T> the type
     * @param parley the domain
     * @param name its name
     * @param type a record or an interface
     * @param length how many structs; zero is allowed
     * @return a handle
     * @throws IllegalArgumentException if the type has a field that cannot be in a struct, or the length is negative or
     *     too large for one chunk of memory (1 GiB)
     * @throws io.parley.ObjectMismatchException if the array exists with another length or other fields
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <T> SharedStructArray<T> open(Parley parley, String name, Class<T> type, int length) {
        StructType<T> fields = StructType.of(type);
        SharedStructArray<T> array =
                new SharedStructArray<>(parley, name, fields, VersionedLayout.struct(fields), length);
        array.track();
        return array;
    }

    private int check(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " out of range for " + this);
        }
        return index;
    }

    /**
     * How many elements there are.
     *
     * @return the length
     */
    public int length() {
        return length;
    }

    /**
     * Reads an element.
     *
     * @param index from 0
     * @return a record, or an implementation of the interface that is a copy
     */
    public T read(int index) {
        return structs.read(check(index));
    }

    /**
     * Reads several fields of an element that belong together.
     *
     * @param <R> what the function returns
     * @param index from 0
     * @param function gets the record, or a view of a copy that is valid until the function returns; runs once
     * @return what it returned
     */
    public <R> R read(int index, Function<? super T, ? extends R> function) {
        return structs.read(check(index), function);
    }

    /**
     * Reads several fields of an element that belong together, without boxing.
     *
     * @param index from 0
     * @param function as for {@link #read(int, Function)}
     * @return what it returned
     */
    public long readLong(int index, ToLongFunction<? super T> function) {
        return structs.readLong(check(index), function);
    }

    /**
     * Reads several fields of an element that belong together, without boxing.
     *
     * @param index from 0
     * @param function as for {@link #read(int, Function)}
     * @return what it returned
     */
    public double readDouble(int index, ToDoubleFunction<? super T> function) {
        return structs.readDouble(check(index), function);
    }

    /**
     * An implementation of the interface whose every getter reads the element's present value.
     *
     * @param index from 0
     * @return a live view, as {@link SharedStruct#view()}
     * @throws UnsupportedOperationException if the type is a record
     */
    public T view(int index) {
        return structs.view(check(index));
    }

    /**
     * Replaces an element and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new value
     */
    public void write(int index, T value) {
        structs.write(check(index), value);
    }

    /**
     * Replaces an element by a function of itself and wakes those who wait for a change.
     *
     * @param index from 0
     * @param function gets what {@link #read(int)} returns; runs once, under {@link #lock()}
     * @return what it returned, which is the new value
     */
    public T update(int index, UnaryOperator<T> function) {
        return structs.update(check(index), function);
    }

    /**
     * Changes fields of an element, all in one step for others, and wakes those who wait for a change.
     *
     * @param index from 0
     * @param editor gets a view with the present value and calls its setters; runs once, under {@link #lock()}
     * @throws UnsupportedOperationException if the type is a record
     */
    public void edit(int index, Consumer<? super T> editor) {
        structs.edit(check(index), editor);
    }

    /**
     * Replaces an element if every field is as expected, bit by bit.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(int index, T expected, T value) {
        return structs.compareAndSet(check(index), expected, value);
    }

    /**
     * All elements as of one moment: taken under {@link #lock()}.
     *
     * @return copies, by index
     */
    public List<T> snapshot() {
        List<T> all = new ArrayList<>(length);
        beginWrite();
        try {
            for (int i = 0; i < length; i++) {
                all.add(structs.read(i));
            }
        } finally {
            endWrite();
        }
        return all;
    }

    /**
     * How often an element was written.
     *
     * @param index from 0
     * @return the number of writes since the array was created
     */
    public long version(int index) {
        return cells.version(check(index));
    }

    /**
     * Waits until an element was written since {@code seenVersion}, also if with the same value.
     *
     * @param index from 0
     * @param seenVersion the version the caller knows
     * @return the element's present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    public long awaitChange(int index, long seenVersion) throws InterruptedException {
        return awaitVersion(check(index), seenVersion);
    }

    /**
     * Waits until an element was written since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param index from 0
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was written
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    public boolean awaitChange(int index, long seenVersion, Duration timeout) throws InterruptedException {
        return awaitVersion(check(index), seenVersion, toNs(timeout));
    }

    @Override
    public String toString() {
        return "SharedStructArray(" + name() + ", length=" + length + ", " + path() + ")";
    }
}
