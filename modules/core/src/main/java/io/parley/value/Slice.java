package io.parley.value;

/**
 * Which elements a slice has, by Python's rules: negative bounds count from the end, what lies outside is cut off.
 *
 * @param start the first index
 * @param step from one index to the next; may be negative
 * @param count how many there are
 */
record Slice(int start, int step, int count) {
    static Slice of(int from, int to, int step, int length) {
        if (step == 0) {
            throw new IllegalArgumentException(
                    "slice step is zero: from=" + from + ", to=" + to + ", step=0. Use 1, or -1 for backwards");
        }
        int start = bound(from, step, length);
        long way = step < 0 ? (long) start - bound(to, step, length) : (long) bound(to, step, length) - start;
        long stride = Math.abs((long) step);
        return new Slice(start, step, way <= 0 ? 0 : (int) ((way - 1) / stride + 1));
    }

    private static int bound(int index, int step, int length) {
        int counted = index < 0 ? index + length : index;
        if (step < 0) {
            return Math.max(-1, Math.min(counted, length - 1));
        }
        return Math.max(0, Math.min(counted, length));
    }

    /** The lowest index of its elements; 0 if it has none. */
    int lowest() {
        return count == 0 ? 0 : Math.min(start, index(count - 1));
    }

    /** The index behind the highest one of its elements; 0 if it has none. */
    int end() {
        return count == 0 ? 0 : Math.max(start, index(count - 1)) + 1;
    }

    /** The index in the array of an element of the slice. */
    int index(int position) {
        return start + position * step;
    }
}
