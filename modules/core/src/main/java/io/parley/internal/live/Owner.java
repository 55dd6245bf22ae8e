package io.parley.internal.live;

/**
 * An owner word: one incarnation of one process in 30 bits, {@code slot (10) · generation (20)}. Zero is nobody. An
 * incarnation's word does not come back until its slot was used a million times more.
 */
public final class Owner {
    /** Nobody. */
    public static final int NONE = 0;
    /** The bits of a larger word that hold an owner. */
    public static final int MASK = (1 << 30) - 1;

    private static final int GENERATION_BITS = 20;
    private static final int GENERATION_MASK = (1 << GENERATION_BITS) - 1;

    private Owner() {}

    static int of(int slot, int generation) {
        return slot << GENERATION_BITS | generation;
    }

    /** The slot of the process table that the incarnation has, 1 and more; 0 for nobody. */
    public static int slot(int owner) {
        return (owner & MASK) >>> GENERATION_BITS;
    }

    static int generation(int owner) {
        return owner & GENERATION_MASK;
    }

    static int nextGeneration(int generation) {
        return generation >= GENERATION_MASK ? 1 : generation + 1;
    }
}
