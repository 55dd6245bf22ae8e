package io.parley.internal.map;

import io.parley.Codec;

/**
 * Gives out what comes out of a collection, so that nobody changes a copy and believes that he changed the collection.
 */
public abstract class CopyViews {
    private static volatile Maker maker;

    /** Makes one for a collection. */
    @FunctionalInterface
    public interface Maker {
        /** See {@link CopyViews#of}. */
        CopyViews make(Codec<?> codec, String owner, String part, String remedy);
    }

    /** Called once, by the class of the views. */
    public static void register(Maker views) {
        maker = views;
    }

    /**
     * For one collection.
     *
     * @param codec of the values
     * @param owner as in "map 'settings'"
     * @param part how the place of a value is called, as in "key"; "" if there is one place only
     * @param remedy how to change a value there, as in "compute or merge"
     */
    public static CopyViews of(Codec<?> codec, String owner, String part, String remedy) {
        return maker.make(codec, owner, part, remedy);
    }

    /**
     * What to give out.
     *
     * @param value just decoded; null stays null
     * @param which its key or index; null if the collection has no such thing
     */
    public abstract <V> V copy(V value, Object which);
}
