package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.Words;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSources;
import io.parley.sync.SharedLock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What values and arrays have in common: one mapped file, one doorbell for those who wait for a change. */
abstract class MappedValue implements SharedObject {
    private static final long SLICE_NS = 50_000_000;

    static {
        Addresses.register(MappedValue.class, MappedValue::address);
    }

    final Memory memory;
    final Doorbell changed;
    private final Parley parley;
    private final String name;
    private final Domain domain;
    private final ObjectFile file;
    private final LockChoice lockChoice;
    /** The mapping, one load away from the handle; null once closed. */
    private ByteBuffer words;

    private volatile SharedLock lock;

    MappedValue(Parley parley, String name, ObjectFile.Spec spec) {
        this(parley, name, spec, LockChoice.EMBEDDED);
    }

    MappedValue(Parley parley, String name, ObjectFile.Spec spec, LockChoice lockChoice) {
        this.parley = parley;
        this.domain = Domain.of(parley);
        this.name = requireName(name);
        this.lockChoice = lockChoice;
        Consumer<Memory> body = spec.body().andThen(lockChoice::write);
        this.file = domain.openObject(
                name,
                new ObjectFile.Spec(spec.kind(), spec.typeCode(), spec.capacity(), spec.length(), spec.sparse(), body));
        this.memory = file.memory();
        this.words = memory.words();
        this.changed = new Doorbell(memory, ValueLayout.DOORBELL, domain.clock());
        lockChoice.requireIn(file);
    }

    private static String requireName(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("no name given: name=" + name + ". Every shared object needs one:"
                    + " without it each JVM that runs the same line, a static field for example, would have an object"
                    + " of its own");
        }
        return name;
    }

    private Address address() {
        List<String> details = new ArrayList<>(details());
        lockChoice.describe(details);
        return new Address(domain, this, file, name, details, parts());
    }

    /** What of the details is more than a string. */
    List<Object> parts() {
        return List.of();
    }

    /** What it takes to open this object in another process, besides its name and its lock. */
    abstract List<String> details();

    /** The words of this value and the elements near the start of an array, for {@link Words}. */
    final ByteBuffer words() {
        ByteBuffer mapped = words;
        if (mapped == null) {
            throw memory.closed();
        }
        return mapped;
    }

    /**
     * Wakes those who wait for a change; call after every change.
     *
     * <p>No wake-up is lost: the change is a volatile write, a compare-and-set or followed by a full fence, and the bit
     * is read by a volatile read after it. A waiter sets the bit by a compare-and-set and looks at the value by a
     * volatile read after that. All four are in one total order, so either the waiter sees the change or this method
     * sees the bit. A plain read of the bit would do on x86 and not on AArch64, where it may overtake the store of a
     * compare-and-set.
     */
    final void ring(ByteBuffer mapped) {
        if (Words.getIntVolatile(mapped, ValueLayout.DOORBELL) < 0) {
            ringSlowPath();
        }
    }

    private void ringSlowPath() {
        Failpoint.VALUE_CHANGED_BEFORE_WAKE.hit();
        changed.ringAll();
    }

    final void track() {
        domain.track(this);
        WaitSources.register(this, new BellSource(changed, file::isDeleted));
        if (lockChoice.equals(LockChoice.EMBEDDED)) {
            domain.offerLock(this, name, file, ValueLayout.LOCK);
        }
    }

    /**
     * The lock for changes of several steps: in the object's own file, or the one it was created with. Reading and
     * writing the object do not take it, except where the method says so.
     *
     * @return a handle; opened when first asked for
     * @throws UnsupportedOperationException if the object was created without a lock
     */
    public final SharedLock lock() {
        SharedLock opened = lock;
        if (opened == null) {
            opened = openLock();
            lock = opened;
        }
        return opened;
    }

    /** The lock in the object's own file, for writers that take it themselves. */
    final LockCore lockCore() {
        return domain.lockCore(file, ValueLayout.LOCK);
    }

    private SharedLock openLock() {
        if (lockChoice.equals(LockChoice.NONE)) {
            throw new UnsupportedOperationException("created without a lock: " + path()
                    + ". Use the atomic methods, a lock of your own, or create it with another ValueOptions");
        }
        words(); // a closed handle opens nothing
        return lockChoice.isShared() ? SharedLock.open(parley, lockChoice.name()) : SharedLock.inside(this);
    }

    /** Does something while holding {@link #lock()}. */
    final <T> T locked(Supplier<T> action) {
        SharedLock held = lock();
        held.lock();
        try {
            return action.get();
        } finally {
            held.unlock();
        }
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
        WaitSources.unregister(this);
        words = null;
        forget();
        memory.close();
    }

    /** The handle is being closed: lets go of what else refers to the mapping. */
    void forget() {}
}
