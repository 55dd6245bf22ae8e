package io.parley.collection;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * A list as a manager gives it, here or on another host. Python's {@code Manager().list()}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Atomicity:</b> each is one atomic step for
 * everybody, also {@code addAll}, {@code removeIf}, {@code sort} and {@code clear}; only several calls together are
 * not.
 *
 * <p><b>Functions</b> and comparators run here. With a list of this host they run once, while other writers wait; with
 * one of another host {@code update} compares the element and {@code removeIf}, {@code replaceAll} and {@code sort} the
 * whole list with what they worked on, and do it all again if somebody changed it meanwhile: under steady writing by
 * others they may take long.
 *
 * <p><b>Iteration</b>, {@code stream}, {@code toArray}, {@code equals} and the like work on a copy of the list as it
 * was at one moment. A {@code subList} is a view of a range, until the list is changed other than through it or at the
 * end. From another host, {@code contains} and {@code indexOf} compare bytes, as the codec writes them; on this one,
 * {@code equals} counts too.
 *
 * <p><b>Blocking:</b> from another host, every method waits for the answer. <b>Failure:</b> the list is as it was or as
 * it was to become, whoever dies; what is on its way to another host then is an {@code IndeterminateException} once the
 * session is over. <b>Differs from Python:</b> no negative indexes; iteration does not see later changes.
 *
 * @param <E> the element type
 */
public interface ManagedList<E> extends List<E>, RandomAccess, ManagedObject {
    /**
     * Replaces an element by a function of itself, in one step for others.
     *
     * @param index from 0
     * @param function gets the element, a copy that it may change and return
     * @return what it returned, which is the new element
     * @throws IndexOutOfBoundsException if there is no such element
     */
    E update(int index, UnaryOperator<E> function);

    /**
     * The first element.
     *
     * @return the element
     * @throws java.util.NoSuchElementException if the list is empty
     */
    E getFirst();

    /**
     * The last element.
     *
     * @return the element
     * @throws java.util.NoSuchElementException if the list is empty
     */
    E getLast();

    /**
     * Removes the first element.
     *
     * @return the element
     * @throws java.util.NoSuchElementException if the list is empty
     */
    E removeFirst();

    /**
     * Removes the last element.
     *
     * @return the element
     * @throws java.util.NoSuchElementException if the list is empty
     */
    E removeLast();

    /** Turns the order of the elements round, in one step for others. */
    void reverse();

    /**
     * The elements as they are at one moment.
     *
     * @return a copy that cannot be changed
     */
    List<E> snapshot();

    /**
     * How often the list was changed. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of changes since the list was created; an operation on many elements is one or more
     */
    long version();

    /**
     * Waits until the list was changed since {@code seenVersion}.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the list
     */
    long awaitChange(long seenVersion) throws InterruptedException;

    /**
     * Waits until the list was changed since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the list
     */
    boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException;
}
