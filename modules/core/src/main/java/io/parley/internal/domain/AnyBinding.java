package io.parley.internal.domain;

import io.parley.Codec;

/** Changes codecs of values that refer to objects, for who serves or reaches them from elsewhere. */
public final class AnyBinding {
    private static volatile Maker maker;

    private AnyBinding() {}

    /** Makes such codecs. */
    public interface Maker {
        /** The codec, which finds objects there; itself if its values refer to none. */
        Codec<?> bind(Codec<?> codec, HandlePlace place);

        /** A codec of the same class and id, whose values are what another one makes of the bytes. */
        Codec<?> opaque(Codec<?> any, Codec<?> raw);
    }

    /** Called once, by the codec's class. */
    public static void register(Maker codecs) {
        maker = codecs;
    }

    /** The codec, which finds objects there; itself if its values refer to none. */
    @SuppressWarnings("unchecked") // of the same values
    public static <T> Codec<T> bind(Codec<T> codec, HandlePlace place) {
        Maker made = maker;
        return made == null ? codec : (Codec<T>) made.bind(codec, place);
    }

    /**
     * A codec of any values that hands bytes through.
     *
     * @param any one of them
     * @param raw what makes values of bytes
     */
    @SuppressWarnings("unchecked") // same class
    public static <C extends Codec<Object>> C opaque(C any, Codec<?> raw) {
        return (C) maker.opaque(any, raw);
    }
}
