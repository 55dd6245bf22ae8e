package io.parley.internal.domain;

import io.parley.Codec;
import io.parley.ObjectDeletedException;
import io.parley.internal.memory.ObjectKind;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * What is stored of a shared object that is a value; see {@code docs/spec/any-values.md}.
 *
 * @param kind what it is
 * @param name its name
 * @param generation which one of that name
 * @param details what it takes to open it
 * @param known the codec it was read by
 * @param codecs the codec that a detail names; throws if {@code known} has none
 * @param types the class that a detail names; throws if {@code known} has none
 */
public record StoredHandle(
        ObjectKind kind,
        String name,
        long generation,
        List<String> details,
        Codec<Object> known,
        IntFunction<Codec<?>> codecs,
        IntFunction<Class<?>> types) {
    /** What it is and how it is called, for messages. */
    public String words() {
        return kind.words() + " '" + name + "'";
    }

    /** A detail that is a number. */
    public int number(int index) {
        return Integer.parseInt(details.get(index));
    }

    /** What happens to who reads a handle on an object that is gone. */
    public static ObjectDeletedException deleted(String words) {
        return new ObjectDeletedException("object was deleted after a handle on it was stored: " + words
                + ". If there is one of that name by now, it is another one: store a handle on that");
    }

    /** Whether a handle on one serves as a handle on the other. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredHandle that
                && kind == that.kind
                && generation == that.generation
                && name.equals(that.name)
                && details.equals(that.details)
                && known.equals(that.known);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, generation);
    }
}
