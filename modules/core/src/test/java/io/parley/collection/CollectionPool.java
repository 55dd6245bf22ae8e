package io.parley.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collections that tests use one after the other: making one takes longer than most tests. */
final class CollectionPool<C> {
    /** No test has so many at the same time; some want ten thousand, one after the other. */
    private static final int AT_A_TIME = 64;

    private final Supplier<C> maker;
    private final Consumer<C> emptier;
    private final List<C> made = new ArrayList<>();
    private int used;

    CollectionPool(Supplier<C> maker, Consumer<C> emptier) {
        this.maker = maker;
        this.emptier = emptier;
    }

    C take() {
        int index = used++ % AT_A_TIME;
        if (index == made.size()) {
            made.add(maker.get());
        }
        C collection = made.get(index);
        emptier.accept(collection);
        return collection;
    }

    void giveBack() {
        used = 0;
    }
}
