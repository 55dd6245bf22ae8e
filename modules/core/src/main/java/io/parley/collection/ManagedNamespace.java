package io.parley.collection;

import io.parley.Codecs;
import io.parley.ManagedObject;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/**
 * Named attributes of any type as a manager gives them, here or on another host. Python's
 * {@code Manager().Namespace()}.
 *
 * <p><b>Values</b> are what {@link Codecs#any} carries. Shared objects come out live: of the manager that the namespace
 * came from. Every other value that comes out is a copy: lists, sets and maps refuse to be changed and say what to do.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Atomicity:</b> each method for one attribute is one
 * atomic step for everybody. What is given to {@link #update} runs here: with a namespace of this host once, while
 * other writers wait; with one of another host again, if somebody changed the attribute meanwhile.
 *
 * <p><b>Blocking:</b> from another host, every method waits for the answer. <b>Failure:</b> an attribute is old or new,
 * whoever dies; what is on its way to another host then is an {@code IndeterminateException} once the session is over.
 *
 * <p><b>Differs from Python:</b> {@code ns.x} is {@code ns.get("x")}, or {@code settings.x()} through {@link #as}.
 * {@code ns.x.append(1)} changes nothing there and tells nobody; here it is an {@link UnsupportedOperationException}.
 * Names that begin with an underscore stay in one process there; here they are refused. It prints the same.
 */
public interface ManagedNamespace extends ManagedObject {
    /**
     * Sets an attribute, creating it if there is none.
     *
     * @param attribute its name; not empty, without an underscore in front
     * @param value any value that {@link Codecs#any} carries
     * @throws io.parley.CodecException if it cannot be encoded; nothing was changed
     * @throws IllegalArgumentException for such a name
     */
    void set(String attribute, Object value);

    /**
     * The value of an attribute, if there is one. Takes no lock.
     *
     * @param attribute its name
     * @return the value, or empty
     */
    Optional<Object> find(String attribute);

    /**
     * Whether there is such an attribute. Takes no lock.
     *
     * @param attribute its name
     * @return whether there is
     */
    boolean has(String attribute);

    /**
     * Removes an attribute.
     *
     * @param attribute its name
     * @return whether there was one
     */
    boolean remove(String attribute);

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
    Object update(String attribute, UnaryOperator<Object> change);

    /**
     * Sets an attribute if it is as expected, in one atomic step.
     *
     * @param attribute its name
     * @param expected what it must be, by the same bytes or by {@code equals}; null for none
     * @param value what it becomes
     * @return whether it was set
     */
    boolean compareAndSet(String attribute, Object expected, Object value);

    /**
     * Waits until an attribute is another than the caller knows, or gone, or there; for as long as it takes.
     *
     * @param attribute its name
     * @param seen what the caller knows; null for none
     * @return the value; empty if there is none any more
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the namespace
     */
    Optional<Object> awaitChange(String attribute, Object seen) throws InterruptedException;

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
    boolean awaitChange(String attribute, Object seen, Duration timeout) throws InterruptedException;

    /**
     * The names of all attributes.
     *
     * @return a copy, sorted, unmodifiable
     */
    SortedSet<String> names();

    /**
     * All attributes. Each is as it was at one moment; not all at the same, if others write meanwhile.
     *
     * @return a copy, sorted by name, unmodifiable
     */
    SortedMap<String, Object> asMap();

    /**
     * Sets several attributes, each in a step of its own.
     *
     * @param attributes names and values
     */
    default void setAll(Map<String, ?> attributes) {
        attributes.forEach(this::set);
    }

    /**
     * The value of an attribute. Takes no lock and waits for nobody.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none; the message lists those there are
     */
    default Object get(String attribute) {
        return find(attribute).orElseThrow(() -> missing(attribute));
    }

    private NoSuchElementException missing(String attribute) {
        return new NoSuchElementException("namespace '" + name() + "' has no attribute '" + attribute + "': attributes="
                + names() + ". Set it first, or use getOrDefault or find");
    }

    /**
     * The value of an attribute, as a type. Takes no lock.
     *
     * @param <T> the type
     * @param attribute its name
     * @param type a class, or that of a primitive; a number of another type is converted if nothing of it is lost
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else; the message says what
     */
    default <T> T get(String attribute, Class<T> type) {
        return Attributes.as(type, get(attribute), this, attribute);
    }

    /**
     * The value of an attribute, or something else if there is none. Takes no lock.
     *
     * @param <T> the type
     * @param attribute its name
     * @param type as for {@link #get(String, Class)}
     * @param missing what to return if there is none
     * @return the value
     * @throws ClassCastException if it is something else; the message says what
     */
    default <T> T getOrDefault(String attribute, Class<T> type, T missing) {
        Optional<Object> found = find(attribute);
        return found.isPresent() ? Attributes.as(type, found.get(), this, attribute) : missing;
    }

    /**
     * The value of an attribute, or something else if there is none. Takes no lock.
     *
     * @param attribute its name
     * @param missing what to return if there is none
     * @return the value
     */
    default Object getOrDefault(String attribute, Object missing) {
        return find(attribute).orElse(missing);
    }

    /**
     * The value of an attribute that is a whole number.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else, or beyond 32 bits
     */
    default int getInt(String attribute) {
        return get(attribute, int.class);
    }

    /**
     * The value of an attribute that is a whole number.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else, or beyond 64 bits
     */
    default long getLong(String attribute) {
        return get(attribute, long.class);
    }

    /**
     * The value of an attribute that is a number.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else, or a number that no {@code double} is
     */
    default double getDouble(String attribute) {
        return get(attribute, double.class);
    }

    /**
     * The value of an attribute that is a truth value.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else
     */
    default boolean getBoolean(String attribute) {
        return get(attribute, boolean.class);
    }

    /**
     * The value of an attribute that is a text.
     *
     * @param attribute its name
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is something else
     */
    default String getString(String attribute) {
        return get(attribute, String.class);
    }

    /**
     * Changes an attribute in one atomic step, as {@link #update(String, UnaryOperator)}.
     *
     * @param <T> the type
     * @param attribute its name
     * @param type as for {@link #get(String, Class)}
     * @param change gets the value or null, returns the new one, or null to remove the attribute
     * @return the new value, or null
     * @throws ClassCastException if the value is something else; nothing was changed
     */
    @SuppressWarnings("unchecked") // what the change returned
    default <T> T update(String attribute, Class<T> type, UnaryOperator<T> change) {
        return (T)
                update(attribute, old -> change.apply(old == null ? null : Attributes.as(type, old, this, attribute)));
    }

    /**
     * The namespace as an interface of one's own, live:
     *
     * <pre>{@code
     * interface Settings {
     *     int limit();
     *
     *     void limit(int value);
     *
     *     List<String> getSymbols();
     *
     *     void setSymbols(List<String> value);
     *
     *     Optional<String> comment();
     * }
     *
     * Settings settings = namespace.as(Settings.class);
     * }</pre>
     *
     * <p>A method without parameters reads: {@code x()}, {@code getX()}, or {@code isX()} of a truth value; one that
     * returns an {@code Optional} finds nothing where the others throw {@link NoSuchElementException}. A method with
     * one parameter that returns nothing writes: {@code x(v)} or {@code setX(v)}. Default methods run as they are.
     *
     * @param <T> the interface
     * @param type the interface
     * @return an implementation; as thread-safe as this handle, and closed with it
     * @throws IllegalArgumentException if it is no interface, or a method does not fit; the message names it
     */
    default <T> T as(Class<T> type) {
        return NamespaceView.of(this, type);
    }

    /**
     * A name, if an attribute can have it.
     *
     * @param attribute a name
     * @return the same
     * @throws IllegalArgumentException if it is empty, or has an underscore in front
     */
    static String requireName(String attribute) {
        if (attribute.isEmpty() || attribute.charAt(0) == '_') {
            throw new IllegalArgumentException("not the name of an attribute: '" + attribute + "'. "
                    + (attribute.isEmpty()
                            ? "Give it one"
                            : "In Python, names with an underscore in front belong to one process and are not shared;"
                                    + " use a field or a variable, or another name"));
        }
        return attribute;
    }
}
