package io.parley.collection;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * A map as a manager gives it, here or on another host. Python's {@code Manager().dict()}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Iterators are for one.
 *
 * <p><b>Atomicity:</b> each method for one key is one atomic step for everybody, wherever they are; {@code putAll},
 * {@code replaceAll} and the bulk methods of the views are a step for each entry. <b>Functions</b> given to
 * {@code compute}, {@code merge} and their like run here. With a map of this host they run once, while others wait;
 * with one of another host they run without any lock, and again if somebody changed the entry meanwhile: so they should
 * depend on nothing but their arguments.
 *
 * <p><b>Iteration</b> goes on whatever others do: there is no {@code ConcurrentModificationException}. From another
 * host entries come in pages; a host keeps 32 unfinished walks for a client, and gives up the oldest.
 *
 * <p><b>Keys</b> are the same if their bytes are, as the codec writes them; <b>values</b> are equal if their bytes are,
 * or if {@code equals} says so. What comes out is a copy that refuses to be changed; shared objects come out live.
 * {@code containsValue} and what else looks at every entry brings every entry here.
 *
 * <p><b>Failure:</b> an entry is old or new whoever dies. What is on its way to another host when that, or the network,
 * dies is an {@code IndeterminateException} once the session is over; a function's value is put, or not, by the last
 * request of several, and by no other.
 *
 * <p><b>Blocking:</b> from another host, every method waits for the answer. <b>Differs from Python:</b> {@code d[k] +=
 * 1} loses counts there, {@code merge} does not; {@code ==} compares content here, the proxy there.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface ManagedMap<K, V> extends ConcurrentMap<K, V>, ManagedObject {
    /**
     * Puts a value, without asking what was there: quicker than {@link #put}.
     *
     * @param key the key
     * @param value its new value
     */
    void set(K key, V value);

    /**
     * Removes a key, without asking for its value.
     *
     * @param key the key
     * @return whether it was there
     */
    boolean removeKey(Object key);

    /**
     * How many entries there are.
     *
     * @return a snapshot
     */
    long longSize();

    /**
     * Whether iteration is in the order in which keys were put: {@link MapOptions#insertionOrder}.
     *
     * @return as the map was created
     */
    boolean keepsInsertionOrder();

    /**
     * A copy of the whole map in this process's memory. Not all of it as it was at one moment, if others write
     * meanwhile.
     *
     * @return unmodifiable; in the order of insertion, if the map keeps it
     */
    Map<K, V> snapshot();

    /**
     * Waits until the value of a key is another than {@code seen}. A change that is taken back before the waiter looks
     * may go unnoticed.
     *
     * @param key the key
     * @param seen the value the caller knows; null for none
     * @return the new value; null if the key was removed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    V awaitChange(K key, V seen) throws InterruptedException;

    /**
     * Waits until the value of a key is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param key the key
     * @param seen the value the caller knows; null for none
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    boolean awaitChange(K key, V seen, Duration timeout) throws InterruptedException;

    /**
     * The map for who does not want to wait for each answer.
     *
     * @return the same map
     */
    AsyncMap<K, V> async();
}
