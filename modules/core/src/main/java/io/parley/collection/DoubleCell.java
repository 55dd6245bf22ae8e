package io.parley.collection;

import io.parley.collection.WordChange.Kind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A floating-point number that lives in an entry of a map, as a {@link io.parley.value.SharedDouble} lives in a file:
 * thousands of them cost no files. Made by {@link SharedMap#doubleCell}.
 *
 * <p>The cell is a key and no reference to memory: whoever removes the entry, or writes it through the map, is seen
 * here. An entry that is not there counts as 0: it reads as 0, and the first change creates it. {@link #isPresent}
 * tells the difference.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> changes wait for
 * others that change the same part of the map; {@link #awaitChange} waits for a change. <b>Allocation:</b> none, but
 * for waiting.
 *
 * <p><b>Processes:</b> each method is one atomic operation on the map, so a process that dies leaves the old number or
 * the new one. Functions run under the lock of a part of the map: they must be short and must not write to the same map
 * ({@link IllegalStateException}). They run once; again only if the map had to grow meanwhile and somebody else changed
 * the number. What they throw is passed on, and the number stays as it is.
 *
 * <p><b>Differs from Python:</b> {@code d[k] += 0.5} on a manager's dictionary is a read and a write, between which
 * others come; {@code cell.addAndGet(0.5)} is one step. A change is one of bits; sums round.
 */
public final class DoubleCell extends WordCell {
    DoubleCell(EntryPlace place) {
        super(place);
    }

    /**
     * Reads the number. Takes no lock.
     *
     * @return the number; 0 if there is none
     */
    public double get() {
        return WordChange.asDouble(word());
    }

    /**
     * Writes the number.
     *
     * @param value the new number
     */
    public void set(double value) {
        setWord(WordChange.bits(value));
    }

    /**
     * Replaces the number.
     *
     * @param value the new number
     * @return the old one; 0 if there was none
     */
    public double getAndSet(double value) {
        return WordChange.asDouble(
                change(Kind.SET, WordChange.bits(value), 0, null).old());
    }

    /**
     * Replaces the number if it is as expected, bit by bit: NaN equals itself, 0.0 does not equal -0.0.
     *
     * @param expected what it must be; 0.0 also if it must not be there
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(double expected, double value) {
        return change(Kind.COMPARE_AND_SET, WordChange.bits(value), WordChange.bits(expected), null)
                .changed();
    }

    /**
     * Adds to the number.
     *
     * @param delta what to add
     * @return the old number
     */
    public double getAndAdd(double delta) {
        return WordChange.asDouble(
                change(Kind.ADD_DOUBLE, WordChange.bits(delta), 0, null).old());
    }

    /**
     * Adds to the number.
     *
     * @param delta what to add
     * @return the new number
     */
    public double addAndGet(double delta) {
        return WordChange.asDouble(
                change(Kind.ADD_DOUBLE, WordChange.bits(delta), 0, null).updated());
    }

    /**
     * Replaces the number by a function of itself.
     *
     * @param function gets 0 if there is no number
     * @return the old number
     */
    public double getAndUpdate(DoubleUnaryOperator function) {
        return WordChange.asDouble(change(Kind.UPDATE_DOUBLE, 0, 0, function).old());
    }

    /**
     * Replaces the number by a function of itself.
     *
     * @param function gets 0 if there is no number
     * @return the new number
     */
    public double updateAndGet(DoubleUnaryOperator function) {
        return WordChange.asDouble(change(Kind.UPDATE_DOUBLE, 0, 0, function).updated());
    }

    /**
     * Combines the number with another, for example {@code Math::max}.
     *
     * @param operand the other number
     * @param function gets the old number first
     * @return the old number
     */
    public double getAndAccumulate(double operand, DoubleBinaryOperator function) {
        return WordChange.asDouble(change(Kind.COMBINE_DOUBLE, WordChange.bits(operand), 0, function)
                .old());
    }

    /**
     * Combines the number with another, for example {@code Math::max}.
     *
     * @param operand the other number
     * @param function gets the old number first
     * @return the new number
     */
    public double accumulateAndGet(double operand, DoubleBinaryOperator function) {
        return WordChange.asDouble(change(Kind.COMBINE_DOUBLE, WordChange.bits(operand), 0, function)
                .updated());
    }

    /**
     * Waits until the number is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed; removing a number other than 0 is a change.
     *
     * @param seen the number the caller knows
     * @return the new number
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public double awaitChange(double seen) throws InterruptedException {
        while (true) {
            await(() -> word() != WordChange.bits(seen), Deadline.NEVER);
            long now = word();
            if (now != WordChange.bits(seen)) {
                return WordChange.asDouble(now);
            }
        }
    }

    /**
     * Waits until the number is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the number the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public boolean awaitChange(double seen, Duration timeout) throws InterruptedException {
        return await(() -> word() != WordChange.bits(seen), EntryPlace.toNs(timeout));
    }

    @Override
    public String toString() {
        return describe("DoubleCell", this::get);
    }
}
