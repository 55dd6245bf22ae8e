package io.parley.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.map.MapConfig;
import io.parley.internal.memory.ObjectKind;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * One value of any type that all processes of a domain see, used like an
 * {@link java.util.concurrent.atomic.AtomicReference}. The {@code Value} of Python's managers. Null stands for nothing:
 * a new one holds it, and {@code set(null)} writes it.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> reading takes no lock;
 * changes wait for other changes; {@link #awaitChange} waits for one. <b>Allocation:</b> what the codec makes; update
 * functions an object or two more. {@link #set} of a struct and {@link #getUsing} nothing.
 *
 * <p><b>Processes:</b> each method is one atomic operation, so a process that dies leaves the old value or the new one,
 * never a mixture. What {@link #get} returns is a copy; change it and nothing happens here. Functions run once, while
 * others who want to change the value wait: they must be short and must not change the same value
 * ({@link IllegalStateException}). What they throw is passed on, and the value stays as it is. <b>Ordering:</b> what a
 * process did before a change is visible to whoever reads what it wrote.
 *
 * <p><b>Equality</b> of values is {@code equals}, or the same bytes: an array equals another with the same elements.
 *
 * <p><b>Failure:</b> {@link io.parley.CodecException} if a value cannot be encoded, and nothing changed, or not be
 * decoded; {@link IllegalArgumentException} if its bytes are too many.
 *
 * <p><b>Differs from Python:</b> {@code v.value += 1} is a read and a write, between which others come;
 * {@link #updateAndGet} is one step. The type is chosen when the value is opened, and is not just decoration.
 *
 * <p>Numbers are quicker as {@link io.parley.value.SharedLong} and the like, records of fixed size as
 * {@link io.parley.value.SharedStruct}; many values of one type belong into a {@link SharedMap}.
 *
 * @param <T> the type
 */
public final class SharedRef<T> extends StoredObject implements ManagedRef<T> {
    private static final Codec<Integer> KEYS = Codecs.int32();
    private static final int KEY = 0;

    static {
        Addresses.register(SharedRef.class, ref -> ref.address());
    }

    private final SharedMap<Integer, T> map;
    private final MapCell<T> cell;

    private SharedRef(SharedMap<Integer, T> map) {
        super(map.handle);
        this.map = map;
        this.cell = map.cell(KEY);
    }

    private Address address() {
        return handle.address(map.codec.values());
    }

    /**
     * Opens the value, creating it first if there is none; it is null then. {@link Parley#ref(String, Codec)} is the
     * short way.
     *
     * @param <T> the type
     * @param parley the domain
     * @param name its name
     * @param codec how values become bytes; the same one in every process
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <T> SharedRef<T> open(Parley parley, String name, Codec<T> codec) {
        MapConfig config = new MapConfig(ObjectKind.REFERENCE, KEYS.id(), codec.id(), false, 1, 1);
        return new SharedRef<>(new SharedMap<>(parley, name, KEYS, codec, config));
    }

    /**
     * Reads the value. Takes no lock.
     *
     * @return a copy of it, or null
     */
    @Override
    public T get() {
        return cell.get();
    }

    /**
     * Reads the value into an object, without allocation.
     *
     * @param using an object that the codec made, see {@link io.parley.ReusingCodec#newInstance}
     * @return whether there was a value; if not, the object is as it was
     * @throws UnsupportedOperationException if the codec is no {@link io.parley.ReusingCodec}
     * @throws IllegalArgumentException if the codec cannot read into that object
     */
    public boolean getUsing(T using) {
        return cell.getUsing(using);
    }

    /**
     * Writes the value.
     *
     * @param value the new one, or null
     */
    @Override
    public void set(T value) {
        cell.set(value);
    }

    /**
     * Replaces the value.
     *
     * @param value the new one, or null
     * @return the old one, or null
     */
    @Override
    public T getAndSet(T value) {
        return cell.getAndSet(value);
    }

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be, or null
     * @param value what it becomes, or null
     * @return whether it was as expected
     */
    @Override
    public boolean compareAndSet(T expected, T value) {
        return cell.compareAndSet(expected, value);
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value, and may return it
     * @return the old value, or null
     */
    @Override
    public T getAndUpdate(UnaryOperator<T> function) {
        return cell.getAndUpdate(function);
    }

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value, and may return it
     * @return the new value, or null
     */
    @Override
    public T updateAndGet(UnaryOperator<T> function) {
        return cell.updateAndGet(function);
    }

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; may return null
     * @return the old value, or null
     */
    @Override
    public T getAndAccumulate(T operand, BinaryOperator<T> function) {
        return cell.getAndAccumulate(operand, function);
    }

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; may return null
     * @return the new value, or null
     */
    @Override
    public T accumulateAndGet(T operand, BinaryOperator<T> function) {
        return cell.accumulateAndGet(operand, function);
    }

    /**
     * Waits until the value is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the value the caller knows, or null
     * @return the new value, or null
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    @Override
    public T awaitChange(T seen) throws InterruptedException {
        return cell.awaitChange(seen);
    }

    /**
     * Waits until the value is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the value the caller knows, or null
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    @Override
    public boolean awaitChange(T seen, Duration timeout) throws InterruptedException {
        return cell.awaitChange(seen, timeout);
    }

    /** Forces the value to the disk; on tmpfs there is nothing to do. */
    public void flush() {
        map.flush();
    }

    @Override
    public String toString() {
        return handle.isUsable()
                ? "SharedRef(" + name() + "=" + get() + ", " + path() + ")"
                : handle.describe("SharedRef");
    }
}
