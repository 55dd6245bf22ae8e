package io.parley.internal.map;

/**
 * A slot of a data file that something is wrong with.
 *
 * @param segment which segment
 * @param slot which of its slots
 * @param offset where in the file the slot is
 * @param what the rest of a sentence that begins with "the slot"
 */
record SlotDamage(int segment, int slot, long offset, String what) {
    @Override
    public String toString() {
        return "segment=" + segment + " slot=" + slot + " offset=" + offset + " " + what;
    }
}
