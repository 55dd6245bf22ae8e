package io.parley.cli;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What {@code parley ls} lists first. */
enum LsOrder {
    /** As it is found: by the names of the files. */
    NAME,
    /** The largest. */
    BYTES;

    <T> List<T> of(Stream<T> found, ToLongFunction<T> bytes) {
        return this == NAME
                ? found.toList()
                : found.sorted(Comparator.comparingLong(bytes).reversed()).toList();
    }
}
