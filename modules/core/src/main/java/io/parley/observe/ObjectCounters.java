package io.parley.observe;

import io.parley.SharedObject;
import io.parley.internal.observe.Counters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been counted about an object since it was created, by all processes: always there, and free, since the
 * numbers are read from words that the object needs anyway or that are written where somebody waits.
 *
 * <table>
 * <caption>The counters</caption>
 * <tr><th>object</th><th>grows</th><th>goes up and down</th></tr>
 * <tr><td>locks</td><td>{@code acquisitions}, {@code contended} (it was not free, nor after some looks),
 *     {@code recoveries} (taken over from the dead)</td><td></td></tr>
 * <tr><td>durable queues</td><td>{@code appended}, {@code appendedBytes}, {@code taken} (or claimed),
 *     {@code redelivered}, {@code roomWaits} (a producer had to wait, since the queue was full), {@code recoveries} (of
 *     producers that died)</td><td>{@code acknowledged} (or taken for good), {@code waiting}, {@code claimed}, {@code capacity} (0 = no bound)</td></tr>
 * <tr><td>transient queues</td><td></td><td>{@code usedBytes}, {@code capacityBytes}</td></tr>
 * <tr><td>maps, sets, namespaces, references</td><td>{@code writes} (attempts), {@code contended}, {@code recoveries},
 *     {@code repairs}, {@code moves} (grown or shrunk), {@code damaged}</td><td>{@code size}</td></tr>
 * </table>
 *
 * <p>{@code acknowledged} is {@code taken} less what is claimed or was given back, two numbers that are not of the same
 * moment; so it may go down by the claims that were made in between.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> reads what all of them did; a process that only looks may use it.
 * Each number is exact at the moment it is read; two numbers are not of the same moment while others work. What a dying
 * process was just counting may be missing. <b>Blocking:</b> none. <b>Allocation:</b> none in {@link #get}.
 * <b>Failure:</b> IllegalStateException if the object's handle was closed. <b>Differs from Python:</b> there is no such
 * thing.
 */
public final class ObjectCounters {
    private final SharedObject object;
    private final Map<String, Counters.Counter<Object>> counters = new LinkedHashMap<>();

    private ObjectCounters(SharedObject object, List<Counters.Counter<Object>> all) {
        this.object = object;
        all.forEach(counter -> counters.put(counter.name(), counter));
    }

    /**
     * The counters of an object.
     *
     * @param object an open handle; it has to stay open as long as this is used
     * @return a view of the object, which needs no closing
     * @throws IllegalArgumentException if nothing is counted about such an object
     */
    public static ObjectCounters of(SharedObject object) {
        List<Counters.Counter<Object>> all = Counters.of(object);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing is counted about such an object: " + object
                    + ". Ask for a lock, a queue or a map; others have methods of their own");
        }
        return new ObjectCounters(object, all);
    }

    /**
     * The names of all counters.
     *
     * @return in the order of the table, unmodifiable
     */
    public Set<String> names() {
        return Collections.unmodifiableSet(counters.keySet());
    }

    /**
     * The names of those that never go down, so that differences make sense; the others are states.
     *
     * @return a subset of {@link #names}
     */
    public Set<String> growing() {
        Set<String> growing = new LinkedHashSet<>(counters.keySet());
        growing.removeIf(name -> !counters.get(name).grows());
        return Collections.unmodifiableSet(growing);
    }

    /**
     * Reads one counter.
     *
     * @param name one of {@link #names}
     * @return its value now
     * @throws IllegalArgumentException if there is no such counter
     */
    public long get(String name) {
        Counters.Counter<Object> counter = counters.get(name);
        if (counter == null) {
            throw new IllegalArgumentException(
                    "no such counter: " + name + ", " + object.name() + " has " + names() + ". Ask for one of these");
        }
        return counter.reader().applyAsLong(object);
    }

    /**
     * Reads all counters, one after the other.
     *
     * @return the values by name, in the order of the table; for the caller to keep
     */
    public Map<String, Long> snapshot() {
        Map<String, Long> values = new LinkedHashMap<>();
        counters.forEach((name, counter) -> values.put(name, counter.reader().applyAsLong(object)));
        return values;
    }

    @Override
    public String toString() {
        return "ObjectCounters(" + object.name() + ", " + names() + ")";
    }
}
