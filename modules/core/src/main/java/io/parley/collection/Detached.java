package io.parley.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.ManagedObject;
import io.parley.MessageReader;
import io.parley.internal.map.CopyViews;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/**
 * Makes a frequent mistake loud. A list that comes out of a shared collection is a copy: who changes it changes nothing
 * there, and nothing tells. So lists, sets and maps among the values are given out behind a view that can be read like
 * the original and refuses to be changed with words that say what to do. What lies inside them is behind such views as
 * well. Shared and managed objects are live, and given out as they are.
 *
 * <p>Only values whose declared type is an interface can be exchanged for a view: who asked for an {@code ArrayList}
 * gets one. Every view is equal to what it shows, prints like it, and is written by every codec that wrote it.
 *
 * <p>One of these for each collection; thread-safe. <b>Allocation:</b> the view, for a value that needs one.
 */
final class Detached extends CopyViews {
    private static final String SERIALIZABLE = "serializable:";
    private static final int MAX_SHOWN = 80;
    /** A declared type that says nothing of what may be asked of a value. */
    private static final Set<String> ANYTHING = Set.of("java.lang.Object", "java.io.Serializable");

    private static final Set<String> COLLECTIONS = Set.of("java.util.Collection", "java.lang.Iterable");
    private static final Set<String> EXACT = Set.of("java.util.List", "java.util.Set", "java.util.Map");

    private final String owner;
    private final String part;
    private final String remedy;
    private final boolean wraps;
    private final boolean wrapsCollections;

    private Detached(String owner, String part, String remedy, String declared) {
        this.owner = owner;
        this.part = part;
        this.remedy = remedy;
        this.wrapsCollections = COLLECTIONS.contains(declared);
        this.wraps = wrapsCollections || ANYTHING.contains(declared) || EXACT.contains(declared);
    }

    /**
     * For one collection.
     *
     * @param codec of the values
     * @param owner as in "map 'settings'"
     * @param part how the place of a value is called, as in "key"; "" if there is one place only
     * @param remedy how to change a value there, as in "compute or merge"
     */
    static Detached make(Codec<?> codec, String owner, String part, String remedy) {
        return new Detached(owner, part, remedy, declared(codec));
    }

    /**
     * What to give out.
     *
     * @param value just decoded; null stays null
     * @param which its key or index; null if the collection has no such thing
     */
    @Override
    @SuppressWarnings("unchecked") // a view has every interface that the declared type can be
    public <V> V copy(V value, Object which) {
        return wraps && needsView(value) ? (V) view(value, new Place(this, which), wrapsCollections) : value;
    }

    private static boolean needsView(Object value) {
        return (value instanceof Collection || value instanceof Map) && !(value instanceof ManagedObject);
    }

    private static Object view(Object value, Place place, boolean anyCollection) {
        if (value instanceof List<?> list) {
            return list instanceof RandomAccess
                    ? new DetachedList.Fast<>(list, place)
                    : new DetachedList<>(list, place);
        }
        if (value instanceof Set<?> set) {
            return new DetachedSet<>(set, place);
        }
        if (value instanceof Map<?, ?> map) {
            return new DetachedMap<>(map, place);
        }
        return anyCollection ? new DetachedCollection<>((Collection<?>) value, place) : value;
    }

    /** The type that users see in a codec's values, by name; "" if it cannot be known. */
    private static String declared(Codec<?> codec) {
        boolean ours = codec.getClass().getPackage() == Codecs.class.getPackage();
        if (ours && codec.id().equals("any")) {
            return "java.lang.Object";
        }
        if (ours && codec.id().startsWith(SERIALIZABLE)) {
            return codec.id().substring(SERIALIZABLE.length());
        }
        try {
            // The most specific one: of a generic codec it is Object, which then says nothing.
            String name = codec.getClass()
                    .getMethod("decode", MessageReader.class)
                    .getReturnType()
                    .getName();
            return ANYTHING.contains(name) ? "" : name;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every codec has decode", e);
        }
    }

    private static String shown(Object which) {
        String text = String.valueOf(which);
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    /** Where a copy came from. */
    static final class Place {
        private final Detached source;
        private final Object which;

        Place(Detached source, Object which) {
            this.source = source;
            this.which = which;
        }

        /** What to give out for something inside a copy. */
        @SuppressWarnings("unchecked") // as in copy
        <T> T inside(T value) {
            if (value instanceof Map.Entry<?, ?> entry) {
                return (T) new DetachedMap.Entry<>(entry, this);
            }
            return needsView(value) ? (T) view(value, this, false) : value;
        }

        UnsupportedOperationException refusal(String what) {
            String place = which == null || source.part.isEmpty() ? "" : " " + source.part + " '" + shown(which) + "'";
            return new UnsupportedOperationException("this " + what + " is a detached copy of " + source.owner + place
                    + ": changing it would change nothing there. Copy it, change the copy and put that back, or use "
                    + source.remedy);
        }
    }
}
