package io.parley.sync;

import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.wait.WaitSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What everything in this package has in common: one file, and a handle that can be closed and deleted. */
abstract class SyncObject implements SharedObject {
    static {
        Addresses.register(SyncObject.class, SyncObject::address);
    }

    private final Domain domain;
    private final String name;
    private final ObjectFile file;
    private final BooleanSupplier unusable;
    private volatile boolean closed;

    SyncObject(Domain domain, String name, ObjectFile file) {
        this.domain = domain;
        this.name = name;
        this.file = file;
        this.unusable = () -> closed || file.isDeleted();
    }

    private Address address() {
        SharedObject whole = partOf();
        List<Object> parts = whole == null ? List.of() : List.of(whole);
        return new Address(domain, this, file, name, details(), parts, whole == null);
    }

    /** The handle on the object that this one is part of; null if it is opened by a name of its own. */
    SharedObject partOf() {
        return null;
    }

    /** What it takes to open this object in another process, besides its name. */
    List<String> details() {
        return List.of();
    }

    final Domain domain() {
        return domain;
    }

    final ObjectFile file() {
        return file;
    }

    final boolean isClosed() {
        return closed;
    }

    /** Throws if the handle was closed. */
    final void requireOpen() {
        if (closed) {
            throw new IllegalStateException("handle is closed: " + path() + ". Open the object again");
        }
    }

    /** Throws if the handle was closed, or the object deleted: for slow paths. */
    final void requireUsableHandle() {
        requireOpen();
        file.requireNotDeleted();
    }

    /** Whether waiting makes no sense any more, since the handle was closed or the object deleted. */
    final BooleanSupplier unusable() {
        return unusable;
    }

    /** Wakes everybody who waits on the object, to look whether that still makes sense. */
    void wakeAll() {}

    /** A duration in ns; what does not fit is as good as for ever. */
    static long toNs(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Path path() {
        return file.path();
    }

    @Override
    public final boolean isDeleted() {
        return file.isDeleted();
    }

    @Override
    public void delete() {
        requireOpen();
        domain.delete(file);
        domain.forgetCore(file);
        wakeAll();
    }

    @Override
    public void close() {
        closed = true;
        WaitSources.unregister(this);
        domain.untrack(this);
        wakeAll();
    }
}
