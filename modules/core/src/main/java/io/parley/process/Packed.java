package io.parley.process;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Items and results on their way: boxed numbers of one kind travel as an array of primitives, which is several times
 * faster to write and to read than as many objects.
 */
final class Packed {
    private Packed() {}

    /** An array to write: of {@code int}, {@code long}, {@code double}, or a copy of the range as it is. */
    static Object pack(Object[] items, int from, int to) {
        if (all(items, from, to, Integer.class::isInstance)) {
            int[] packed = new int[to - from];
            for (int i = from; i < to; i++) {
                packed[i - from] = (Integer) items[i];
            }
            return packed;
        }
        if (all(items, from, to, Long.class::isInstance)) {
            long[] packed = new long[to - from];
            for (int i = from; i < to; i++) {
                packed[i - from] = (Long) items[i];
            }
            return packed;
        }
        if (all(items, from, to, Double.class::isInstance)) {
            double[] packed = new double[to - from];
            for (int i = from; i < to; i++) {
                packed[i - from] = (Double) items[i];
            }
            return packed;
        }
        return Arrays.copyOfRange(items, from, to, Object[].class);
    }

    private static boolean all(Object[] items, int from, int to, Predicate<Object> kind) {
        int i = from;
        while (i < to && kind.test(items[i])) {
            i++;
        }
        return i == to;
    }

    /** The items of an array that was packed. */
    static Object[] unpack(Object packed) {
        if (packed instanceof Object[] items) {
            return items;
        }
        if (packed instanceof int[] numbers) {
            Object[] items = new Object[numbers.length];
            Arrays.setAll(items, i -> numbers[i]);
            return items;
        }
        if (packed instanceof long[] numbers) {
            Object[] items = new Object[numbers.length];
            Arrays.setAll(items, i -> numbers[i]);
            return items;
        }
        double[] numbers = (double[]) packed;
        Object[] items = new Object[numbers.length];
        Arrays.setAll(items, i -> numbers[i]);
        return items;
    }
}
