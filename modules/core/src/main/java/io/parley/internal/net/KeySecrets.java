package io.parley.internal.net;

import java.util.function.Function;

/** The bytes of a public key object, for who makes a handshake with it and is not in its package. */
public final class KeySecrets {
    private static volatile Function<Object, byte[]> reader;

    private KeySecrets() {}

    /** Called once, by the key's class. */
    public static void register(Function<Object, byte[]> secrets) {
        reader = secrets;
    }

    /** A copy of the secret; null if the key says that there is none. */
    public static byte[] of(Object key) {
        return reader.apply(key);
    }
}
