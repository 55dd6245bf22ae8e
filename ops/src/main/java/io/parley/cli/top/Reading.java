package io.parley.cli.top;

import io.parley.observe.ObjectSnapshot;
import java.util.List;

/**
 * The numbers of an object at one moment; null where there is no such number.
 *
 * @param operations these four only grow
 */
record Reading(
        Long operations,
        Long taken,
        Long bytes,
        Long waited,
        Long depth,
        String depthOf,
        Long lag,
        int waiters,
        List<String> holders) {

    static Reading of(ObjectSnapshot snapshot) {
        return new Numbers(snapshot.counters()).of(snapshot);
    }
}
