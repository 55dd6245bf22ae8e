package io.parley.collection;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.Counters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The life of a handle on a store, and what closes with its {@link Parley}. Not part of the collection itself: a
 * domain's list of open handles asks for {@code hashCode}, which of a collection is that of its content.
 */
final class StoreHandle implements AutoCloseable {
    final Domain domain;
    final MapStore store;
    private final String name;
    private volatile boolean closed;

    private StoreHandle(Domain domain, String name, MapConfig config) {
        this.domain = domain;
        this.name = name;
        this.store = MapStore.open(domain, name, config);
    }

    static StoreHandle open(Parley parley, String name, MapConfig config) {
        StoreHandle handle = new StoreHandle(Domain.of(parley), name, config);
        handle.domain.track(handle);
        return handle;
    }

    /** Tells what can be counted about what lives by handles such as this one. */
    static <H> void count(Class<H> type, Function<H, StoreHandle> handle) {
        Function<H, MapStore> store = handle.andThen(found -> found.store);
        Counters.register(
                type,
                table -> table.count("writes", of -> store.apply(of).sumOfLocks(lock -> lock.token()))
                        .count("contended", of -> store.apply(of).sumOfLocks(lock -> lock.contended()))
                        .count("recoveries", of -> store.apply(of).sumOfLocks(lock -> lock.recoveries()))
                        .count("repairs", of -> store.apply(of).repairs())
                        .count("moves", of -> store.apply(of).moves())
                        .count("damaged", of -> store.apply(of).damaged())
                        .gauge("size", of -> store.apply(of).size()));
    }

    /** Of the handle that lives by this one; the details are the ids of its codecs. */
    Address address(Codec<?>... codecs) {
        return address(Arrays.stream(codecs).map(Codec::id).toList(), codecs);
    }

    Address address(List<String> details, Codec<?>... codecs) {
        return new Address(domain, this, store.file(), name, details, List.of(codecs));
    }

    /** What it is and how it is called, for messages. */
    String words() {
        return ObjectKind.describe(store.file().header().kind()) + " '" + name + "'";
    }

    String name() {
        return name;
    }

    /** The directory. */
    Path path() {
        return store.file().path().getParent();
    }

    boolean isDeleted() {
        return store.file().isDeleted();
    }

    void delete() {
        store.delete();
    }

    /** Whether the content can be shown. */
    boolean isUsable() {
        return !closed && !isDeleted();
    }

    /** What an unusable handle prints instead of its content. */
    String describe(String type) {
        return type + "(" + name + ", " + (closed ? "handle closed" : "deleted") + ", " + path() + ")";
    }

    @Override
    public void close() {
        domain.untrack(this);
        if (!closed) {
            closed = true;
            store.close();
        }
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
