package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;

/**
 * All entries of one stripe as they were at one moment, in a buffer of this process: for each entry the key's length (4
 * bytes), the key, the value's length (4), the value. Reused from stripe to stripe.
 */
public final class StripeCopy {
    /** The entries, one after the other; to be read from the beginning. */
    public final MessageBuffer entries = new MessageBuffer();
    /** How many there are. */
    public int count;
    /**
     * The values are left out, because they are too many bytes to be copied at once: after each key comes length −1.
     * Ask for each value by {@link MapStore#get}.
     */
    public boolean keysOnly;
}
