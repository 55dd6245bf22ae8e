package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What values and arrays have in common: one mapped file, one doorbell for those who wait for a change. */
abstract class MappedValue implements SharedObject {
    private static final long SLICE_NS = 50_000_000;

    final Memory memory;
    final Doorbell changed;
    private final String name;
    private final Domain domain;
    private final ObjectFile file;
    private volatile SharedLock lock;

    MappedValue(Parley parley, String name, ObjectFile.Spec spec) {
        this.domain = Domain.of(parley);
        this.name = name;
        this.file = domain.openObject(name, spec);
        this.memory = file.memory();
        this.changed = new Doorbell(memory, ValueLayout.DOORBELL, domain.clock());
    }

    final void track() {
        domain.track(this);
        domain.offerLock(this, name, file, ValueLayout.LOCK);
    }

    /**
     * The lock in the object's own file, for changes of several steps. Reading and writing the object do not take it.
     *
     * @return a handle; opened when first asked for
     */
    public final SharedLock lock() {
        SharedLock opened = lock;
        if (opened == null) {
            opened = SharedLock.inside(this);
            lock = opened;
        }
        return opened;
    }

    /** The same lock for writers that take it themselves. */
    final LockCore lockCore() {
        return domain.lockCore(file, ValueLayout.LOCK);
    }

    final long capacity() {
        return file.header().capacity();
    }

    /** Waits until {@code condition} holds; {@link Deadline#NEVER} ns for as long as it takes. */
    final boolean await(Doorbell.Condition condition, long timeoutNs) throws InterruptedException {
        file.requireNotDeleted();
        long deadlineNs = Deadline.after(domain.clock(), timeoutNs);
        boolean met =
                changed.await(() -> condition.isTrue() || file.isDeleted(), deadlineNs, SLICE_NS, domain.strategy());
        file.requireNotDeleted();
        return met;
    }

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
    public final void delete() {
        domain.delete(file);
        domain.forgetCore(file);
        changed.ringAll();
    }

    @Override
    public final void close() {
        domain.untrack(this);
        memory.close();
    }
}
