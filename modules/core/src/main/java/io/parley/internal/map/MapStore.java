package io.parley.internal.map;

import io.parley.ObjectMismatchException;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * SCAFFOLD, to be replaced: keeps everything in this JVM's heap, so that what is built on it can be tried.
 *
 * <p>Buffers that go in (keys, values) are read from their beginning to their length and not changed; buffers that come
 * out are reset, filled, and ready to be read from the beginning. None of them is kept.
 */
public final class MapStore {
    private static final Map<Path, Core> CORES = new ConcurrentHashMap<>();

    private static final class Core {
        final Map<ByteBuffer, byte[]> entries = new HashMap<>();
        final MapConfig config;
        long sequence;
        long version;
        boolean updating;

        Core(MapConfig config) {
            this.config = config;
        }

        boolean ordered() {
            return Boolean.TRUE.equals(config.ordered());
        }

        void requireMatch(Path path, MapConfig wanted) {
            require(path, "key codec", config.keyCodec(), wanted.keyCodec());
            require(path, "value codec", config.valueCodec(), wanted.valueCodec());
            if (wanted.ordered() != null) {
                require(path, "insertionOrder", ordered(), wanted.ordered());
            }
        }

        private static void require(Path path, String what, Object found, Object expected) {
            if (!found.equals(expected)) {
                throw new ObjectMismatchException("map has another " + what + ": " + path + " found=" + found
                        + ", expected=" + expected + ". Open it with what it has, or choose another name");
            }
        }
    }

    private final ObjectFile file;
    private final Domain domain;
    private final Core core;

    private MapStore(Domain domain, ObjectFile file, MapConfig config) {
        this.domain = domain;
        this.file = file;
        this.core = CORES.computeIfAbsent(file.path(), path -> new Core(config));
        core.requireMatch(file.path().getParent(), config);
    }

    /** Opens the map, creating it first if there is none. */
    public static MapStore open(Domain domain, String name, MapConfig config) {
        ObjectKind kind = config.kind();
        return new MapStore(
                domain,
                domain.openDirectory(name, "state.parley", new ObjectFile.Spec(kind, 0, 0, 4096, memory -> {})),
                config);
    }

    private static ByteBuffer copy(MessageBuffer buffer) {
        return ByteBuffer.wrap(Arrays.copyOf(buffer.array(), buffer.length()));
    }

    private static void fill(MessageBuffer target, byte[] value) {
        target.reset();
        target.writeBytes(value, 0, value.length);
    }

    /** Copies a key's value out; false, and {@code value} is empty, if there is none. Takes no lock. */
    public boolean get(MessageBuffer key, MessageBuffer value) {
        synchronized (core) {
            byte[] found = core.entries.get(copy(key));
            value.reset();
            if (found != null) {
                fill(value, found);
            }
            return found != null;
        }
    }

    /** Whether there is such a key. Takes no lock. */
    public boolean containsKey(MessageBuffer key) {
        synchronized (core) {
            return core.entries.containsKey(copy(key));
        }
    }

    /** Puts a value; returns whether there was one, and copies it to {@code previous} unless that is null. */
    public boolean put(MessageBuffer key, MessageBuffer value, MessageBuffer previous) {
        boolean[] existed = {false};
        update(key, (current, next) -> {
            existed[0] = current != null;
            if (previous != null) {
                previous.reset();
                if (current != null) {
                    previous.writeBytes(current.array(), 0, current.length());
                }
            }
            next.writeBytes(value.array(), 0, value.length());
            return Outcome.PUT;
        });
        return existed[0];
    }

    /**
     * Puts a value if there is none; otherwise returns false and copies what there is to {@code present}, unless null.
     */
    public boolean putIfAbsent(MessageBuffer key, MessageBuffer value, MessageBuffer present) {
        return update(key, (current, next) -> {
                    if (current != null) {
                        if (present != null) {
                            present.reset();
                            present.writeBytes(current.array(), 0, current.length());
                        }
                        return Outcome.KEEP;
                    }
                    next.writeBytes(value.array(), 0, value.length());
                    return Outcome.PUT;
                })
                == Outcome.PUT;
    }

    /** Removes a key; returns whether there was one, and copies its value to {@code previous} unless that is null. */
    public boolean remove(MessageBuffer key, MessageBuffer previous) {
        return update(key, (current, next) -> {
                    if (previous != null) {
                        previous.reset();
                        if (current != null) {
                            previous.writeBytes(current.array(), 0, current.length());
                        }
                    }
                    return current == null ? Outcome.KEEP : Outcome.REMOVE;
                })
                == Outcome.REMOVE;
    }

    /** Changes an entry depending on what it is, in one atomic step for every process; returns what was done. */
    public Outcome update(MessageBuffer key, EntryUpdate update) {
        requireUsable();
        synchronized (core) {
            if (core.updating) {
                throw new IllegalStateException(
                        "recursive update: " + file.path().getParent());
            }
            ByteBuffer name = copy(key);
            byte[] found = core.entries.get(name);
            MessageBuffer current = null;
            if (found != null) {
                current = new MessageBuffer();
                fill(current, found);
            }
            MessageBuffer next = new MessageBuffer();
            Outcome outcome;
            core.updating = true;
            try {
                outcome = update.update(current, next);
            } finally {
                core.updating = false;
            }
            if (outcome == Outcome.PUT) {
                core.entries.put(name, Arrays.copyOf(next.array(), next.length()));
            } else if (outcome == Outcome.REMOVE) {
                core.entries.remove(name);
            }
            if (outcome != Outcome.KEEP) {
                core.version++;
                core.notifyAll();
            }
            return outcome;
        }
    }

    /** How many entries there are; exact when nobody writes. Constant time. */
    public long size() {
        synchronized (core) {
            return core.entries.size();
        }
    }

    /** Removes every entry, stripe by stripe. */
    public void clear() {
        synchronized (core) {
            core.entries.clear();
            core.version++;
            core.notifyAll();
        }
    }

    /** A number that changes whenever an entry of the key's stripe does; for {@link #awaitChange}. */
    public long version(MessageBuffer key) {
        synchronized (core) {
            return core.version;
        }
    }

    /**
     * Waits until {@link #version} of the key is not {@code seen}; false if it took longer. Ends with an exception when
     * the map is deleted or this handle closed.
     */
    public boolean awaitChange(MessageBuffer key, long seen, long timeoutNs) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(timeoutNs, Long.MAX_VALUE / 4);
        synchronized (core) {
            while (core.version == seen) {
                requireUsable();
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(core, Math.min(left, 10_000_000));
            }
            return true;
        }
    }

    /** How many stripes there are: the parts that {@link #copyStripe} copies. */
    public int stripes() {
        return 1;
    }

    /** Copies one stripe. */
    public void copyStripe(int stripe, StripeCopy target) {
        synchronized (core) {
            target.entries.reset();
            target.count = 0;
            target.keysOnly = false;
            core.entries.forEach((key, value) -> {
                target.entries.writeInt(key.remaining());
                target.entries.writeBytes(key.duplicate());
                target.entries.writeInt(value.length);
                target.entries.writeBytes(value, 0, value.length);
                target.count++;
            });
        }
    }

    /** The next number of a sequence of this map's own, from 1; for those who keep an order in their values. */
    public long nextSequence() {
        synchronized (core) {
            return ++core.sequence;
        }
    }

    /** Whether each value begins with a sequence number: as the map was created. */
    public boolean isOrdered() {
        return core.ordered();
    }

    /** Makes the file as small as its entries allow. Readers go on; writers wait for their stripe's turn. */
    public void compact() {
        requireUsable();
    }

    /** Asks the kernel to write everything to disk, and waits until it has. */
    public void flush() {
        requireUsable();
    }

    /** Throws if the map was deleted or this handle is closed. */
    public void requireUsable() {
        file.requireNotDeleted();
    }

    /** The state file. */
    public ObjectFile file() {
        return file;
    }

    /** Deletes the map for everybody. */
    public void delete() {
        domain.delete(file);
        CORES.remove(file.path());
        domain.forgetCore(file);
    }

    /** Closes this handle; the map stays. */
    public void close() {
        file.memory().close();
    }
}
