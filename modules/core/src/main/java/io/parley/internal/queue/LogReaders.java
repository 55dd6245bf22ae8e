package io.parley.internal.queue;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockCore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Who reads a queue's log just now, so that no file is deleted that is still to be read: replays, iterations,
 * subscribers that are being created. Each handle has one place in the table, with the least of what its readers need.
 *
 * <p>A pin is set under the lock that deleting needs; moving and taking it away need none. The pins of a dead process
 * do not count. The file is made when the first one comes.
 */
public final class LogReaders implements AutoCloseable {
    private static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.READERS, 0, ReadersLayout.PINS, ReadersLayout.LENGTH, memory -> {});
    private static final int NO_PLACE = -1;
    /** Others learn of every so many messages; in between they keep more than they need. */
    private static final int TELL_EVERY = 256;

    private final Domain domain;
    private final Path path;
    private final Liveness liveness;
    private final Set<Pin> pins = new HashSet<>();
    private volatile ObjectFile file;
    private int place = NO_PLACE;
    private boolean closed;

    LogReaders(Domain domain, Path queueDirectory) {
        this.domain = domain;
        this.path = queueDirectory.resolve(ReadersLayout.FILE);
        this.liveness = domain.liveness();
    }

    /** Keeps messages, until it is closed. */
    public final class Pin implements AutoCloseable {
        /** Read by whoever tells the others; a moment late is late in the safe direction. */
        private volatile long next;

        private int untold;

        private Pin() {}

        /** What lies before this message is not needed any more; by one thread at a time. */
        public void moveTo(long sequence) {
            next = sequence;
            if (++untold >= TELL_EVERY) {
                untold = 0;
                tell();
            }
        }

        /** The message may go, and all others. */
        @Override
        public void close() {
            remove(this);
        }
    }

    /** Keeps everything that is there, until {@link Pin#moveTo} is told what is not needed. */
    public Pin pin() {
        LockCore lock = lock();
        lock.acquire();
        try {
            return add();
        } finally {
            release(lock);
        }
    }

    private synchronized Pin add() {
        if (closed) {
            throw new IllegalStateException("handle is closed: " + path.getParent() + ". Open the queue again");
        }
        Memory memory = file().memory();
        if (place == NO_PLACE) {
            place = freePlace(memory);
        }
        Pin pin = new Pin();
        pins.add(pin);
        memory.putLongVolatile(place, 0);
        memory.putIntVolatile(place + ReadersLayout.PIN_OWNER, liveness.self());
        return pin;
    }

    private int freePlace(Memory memory) {
        for (int i = 0; i < ReadersLayout.PINS; i++) {
            int at = ReadersLayout.FIRST_PIN + i * ReadersLayout.PIN_LENGTH;
            if (!isPinned(memory, at)) {
                return at;
            }
        }
        throw new IllegalStateException("too many handles read the history of a queue: " + path + " allowed="
                + ReadersLayout.PINS + ". Close replays and iterations, or the queues' handles");
    }

    private boolean isPinned(Memory memory, int at) {
        int owner = memory.getIntVolatile(at + ReadersLayout.PIN_OWNER);
        return owner != Owner.NONE && liveness.isAlive(owner);
    }

    /** Writes down what this handle needs. */
    synchronized void tell() {
        if (place != NO_PLACE && !closed) {
            long least = Long.MAX_VALUE;
            for (Pin pin : pins) {
                least = Math.min(least, pin.next);
            }
            file.memory().putLongVolatile(place, least);
        }
    }

    private synchronized void remove(Pin pin) {
        if (pins.remove(pin)) {
            if (pins.isEmpty()) {
                leave();
            } else {
                tell();
            }
        }
    }

    private void leave() {
        if (place != NO_PLACE && !closed) {
            file.memory().putIntVolatile(place + ReadersLayout.PIN_OWNER, Owner.NONE);
            place = NO_PLACE;
        }
    }

    /** Adds what the pins of all handles hold, and clears those of the dead; under {@link #lock}. */
    void holdInto(Floor floor) {
        tell();
        Memory memory = file().memory();
        for (int i = 0; i < ReadersLayout.PINS; i++) {
            int at = ReadersLayout.FIRST_PIN + i * ReadersLayout.PIN_LENGTH;
            if (isPinned(memory, at)) {
                int owner = memory.getIntVolatile(at + ReadersLayout.PIN_OWNER);
                floor.hold(
                        memory.getLongVolatile(at),
                        () -> "a replay or an iteration of " + liveness.describe(owner) + " is on its way");
            } else {
                memory.putIntVolatile(at + ReadersLayout.PIN_OWNER, Owner.NONE);
            }
        }
    }

    /** What deleting needs, and setting a pin. */
    LockCore lock() {
        return domain.lockCore(file(), ReadersLayout.LOCK);
    }

    /** The queue was deleted. */
    void forget() {
        if (file != null) {
            domain.forgetCore(file);
        }
    }

    /** What a dead holder left is no harm: files that should be gone are deleted by the next one who deletes. */
    static void release(LockCore lock) {
        if (lock.isRecovered()) {
            lock.markConsistent();
        }
        lock.release();
    }

    private ObjectFile file() {
        ObjectFile opened = file;
        if (opened == null) {
            synchronized (this) {
                if (file == null) {
                    file = domain.openPart(path, SPEC);
                }
                opened = file;
            }
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        leave();
        pins.clear();
        closed = true;
    }
}
