package io.parley.manager;

import io.parley.Parley;
import io.parley.value.ManagedLong;

/** Values and arrays of this host. */
abstract class LocalValues implements ValueObjects {
    final Parley parley;

    LocalValues(Parley parley) {
        this.parley = parley;
    }

    @Override
    public ManagedLong longValue(String name, long initial) {
        return parley.longValue(name, initial);
    }
}
