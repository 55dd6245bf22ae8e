package io.parley;

/** The part of {@link Parley} that opens maps, sets, lists, namespaces and references. */
abstract class CollectionFactories extends QueueFactories {
    CollectionFactories() {}
}
