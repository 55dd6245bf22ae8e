package io.parley.collection;

import io.parley.Codec;
import io.parley.internal.map.CopyViews;
import io.parley.internal.map.MapConfig;
import io.parley.internal.memory.ObjectKind;
import java.util.Objects;
import java.util.Optional;

/**
 * How a map or set is created. Immutable. An option that is left alone takes its default when the map is created, and
 * whatever the map has when it exists. {@link #insertionOrder} must match an existing map if it is set; the others are
 * hints that an existing map does not ask for.
 */
public final class MapOptions {
    static {
        CopyViews.register(Detached::make);
    }

    private static final int DEFAULT_STRIPES = 16;
    private static final MapOptions DEFAULTS = new MapOptions(0, null, DEFAULT_STRIPES);

    private final long expectedEntries;
    /** Null if left alone. */
    private final Boolean insertionOrder;

    private final int stripes;

    private MapOptions(long expectedEntries, Boolean insertionOrder, int stripes) {
        this.expectedEntries = expectedEntries;
        this.insertionOrder = insertionOrder;
        this.stripes = stripes;
    }

    MapConfig config(ObjectKind kind, Codec<?> keys, String valueCodec) {
        return new MapConfig(kind, keys.id(), valueCodec, insertionOrder, stripes, expectedEntries);
    }

    /**
     * Everything left alone.
     *
     * @return the options
     */
    public static MapOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Says how many entries there will be, so that the map need not grow on the way. It grows beyond it all the same.
     *
     * @param entries how many; default 0: it begins small
     * @return a copy
     */
    public MapOptions expectedEntries(long entries) {
        if (entries < 0) {
            throw outOfRange("expectedEntries", entries, "0 and more");
        }
        return new MapOptions(entries, insertionOrder, stripes);
    }

    /**
     * Keeps the order in which keys were put for the first time, as {@link java.util.LinkedHashMap} and Python's
     * {@code dict} do: for iteration, printing and copies. Costs 8 bytes for each entry, and iterating over the map
     * begins with a look at all of it.
     *
     * @param keep whether to; default false: no order at all
     * @return a copy
     */
    public MapOptions insertionOrder(boolean keep) {
        return new MapOptions(expectedEntries, keep, stripes);
    }

    /**
     * Sets in how many parts the map is written at the same time: writers of different parts do not wait for each
     * other. Each part takes space of its own. Readers never wait, however many there are.
     *
     * @param parts a power of two, 1 to 64; default 16
     * @return a copy
     */
    public MapOptions stripes(int parts) {
        if (parts < 1 || parts > MapConfig.MAX_STRIPES || Integer.bitCount(parts) != 1) {
            throw outOfRange("stripes", parts, "a power of two, 1.." + MapConfig.MAX_STRIPES);
        }
        return new MapOptions(expectedEntries, insertionOrder, parts);
    }

    /**
     * How many entries there will be.
     *
     * @return the number
     */
    public long expectedEntries() {
        return expectedEntries;
    }

    /**
     * Whether the order of insertion is kept.
     *
     * @return as set; empty if left alone
     */
    public Optional<Boolean> insertionOrder() {
        return Optional.ofNullable(insertionOrder);
    }

    /**
     * In how many parts the map is written at the same time.
     *
     * @return the number
     */
    public int stripes() {
        return stripes;
    }

    private static IllegalArgumentException outOfRange(String option, long value, String allowed) {
        return new IllegalArgumentException(
                "map option out of range: " + option + "=" + value + ", allowed=" + allowed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapOptions that
                && expectedEntries == that.expectedEntries
                && Objects.equals(insertionOrder, that.insertionOrder)
                && stripes == that.stripes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(expectedEntries, insertionOrder, stripes);
    }

    @Override
    public String toString() {
        return "MapOptions(expectedEntries=" + expectedEntries
                + (insertionOrder == null ? "" : ", insertionOrder=" + insertionOrder) + ", stripes=" + stripes + ")";
    }
}
