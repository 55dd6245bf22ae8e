package io.parley.internal.map;

import java.nio.ByteBuffer;

/** Looks at entries where they lie. */
@FunctionalInterface
interface EntryVisitor {
    /**
     * Called once for each entry. Where a writer is at work meanwhile, the bytes may be nonsense; the offsets and
     * lengths lie within {@code words} all the same.
     *
     * @return whether to go on
     */
    boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength);
}
