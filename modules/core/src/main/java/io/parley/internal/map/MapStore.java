package io.parley.internal.map;

import io.parley.DomainFullException;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One handle on a map of bytes to bytes: a directory with a state file, and a data file in the format of Chronicle Map.
 *
 * <p>Buffers that go in (keys, values) are read from their beginning to their length and not changed; buffers that come
 * out are reset, filled, and ready to be read from the beginning. None of them is kept. A key and a value have at most
 * 1 MiB and 4096 bytes each; more is an {@link IllegalArgumentException}, and nothing happens.
 *
 * <p><b>Threading:</b> any number of threads. <b>Processes:</b> as threads. <b>Death:</b> whoever dies wherever leaves
 * each entry old or new; who comes next sets right what is left, at most a look at every entry of the stripe.
 * <b>Blocking:</b> reading does not, unless a writer died or is in the way each of many times; writing waits for the
 * other writers of the key's stripe. <b>Failure:</b> {@link DomainFullException} from what has to grow the map when its
 * file system is full, {@link io.parley.MapFullException} when a stripe cannot be larger; the map is as it was then.
 * <b>Allocation:</b> none, unless buffers grow, or the map does.
 */
public final class MapStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.map");
    private static final long SLICE_NS = 20_000_000;

    private final ObjectFile file;
    private final Memory memory;
    private final Domain domain;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final MapCore core;
    private final boolean ordered;
    private final LatencyMeter latency;

    private MapStore(Domain domain, ObjectFile file, MapCore core, boolean ordered) {
        this.domain = domain;
        this.file = file;
        this.memory = file.memory();
        this.clock = domain.clock();
        this.strategy = domain.strategy();
        this.core = core;
        this.ordered = ordered;
        this.latency = domain.latencyMeter(file);
    }

    /** Opens the map, creating it first if there is none. */
    public static MapStore open(Domain domain, String name, MapConfig config) {
        while (true) {
            ObjectFile file = domain.openDirectory(name, MapLayout.STATE_FILE, MapSchema.spec(config));
            MapSchema found = MapSchema.read(file);
            found.requireMatch(file, config);
            MapCore core = domain.core(file, state -> new MapCore(domain, state, found.stripes()));
            MapStore store = new MapStore(domain, file, core, found.ordered());
            try {
                core.prepare(config, found.ordered());
                return store;
            } catch (ObjectDeletedException itsCreatorHadNoRoom) {
                domain.forgetCore(file);
                LOG.debug("map vanished while it was opened: {}", file.path(), itsCreatorHadNoRoom);
            } catch (DomainFullException e) {
                if (core.hasNoData()) {
                    store.delete(); // so that nobody finds a map without room for anything
                }
                throw e;
            }
        }
    }

    /** Copies a key's value out; false, and {@code value} is empty, if there is none. Takes no lock. */
    public boolean get(MessageBuffer key, MessageBuffer value) {
        requireUsable();
        long sinceNs = latency.start();
        long hash = Segment.hash(key);
        if (latency.recorded(Measure.GET, sinceNs, core.stripeOf(hash).get(key, hash, value))) {
            return true;
        }
        value.reset();
        return false;
    }

    /** Whether there is such a key. Takes no lock. */
    public boolean containsKey(MessageBuffer key) {
        requireUsable();
        long sinceNs = latency.start();
        long hash = Segment.hash(key);
        return latency.recorded(Measure.GET, sinceNs, core.stripeOf(hash).get(key, hash, null));
    }

    /** Puts a value; returns whether there was one, and copies it to {@code previous} unless that is null. */
    public boolean put(MessageBuffer key, MessageBuffer value, MessageBuffer previous) {
        requireWritable();
        core.requirePossible(key, value);
        long sinceNs = latency.start();
        long hash = Segment.hash(key);
        return latency.recorded(Measure.PUT, sinceNs, core.stripeOf(hash).put(key, hash, value, previous));
    }

    /**
     * Puts a value if there is none; otherwise returns false and copies what there is to {@code present}, unless null.
     */
    public boolean putIfAbsent(MessageBuffer key, MessageBuffer value, MessageBuffer present) {
        requireWritable();
        core.requirePossible(key, value);
        long sinceNs = latency.start();
        long hash = Segment.hash(key);
        boolean put = core.stripeOf(hash).putIfAbsent(key, hash, value, present);
        latency.record(Measure.PUT, sinceNs);
        if (put && present != null) {
            present.reset();
        }
        return put;
    }

    /** Removes a key; returns whether there was one, and copies its value to {@code previous} unless that is null. */
    public boolean remove(MessageBuffer key, MessageBuffer previous) {
        requireWritable();
        long hash = Segment.hash(key);
        return core.stripeOf(hash).remove(key, hash, previous);
    }

    /**
     * Changes an entry depending on what it is, in one atomic step for every process; returns what was done. If
     * {@code update} throws, the entry stays as it was.
     *
     * @throws IllegalStateException if the calling thread is in an update of this map already
     */
    public Outcome update(MessageBuffer key, EntryUpdate update) {
        requireUsable();
        long sinceNs = latency.start();
        MapScratch scratch = MapScratch.acquire(core);
        try {
            long hash = Segment.hash(key);
            return core.stripeOf(hash).update(key, hash, update, scratch);
        } finally {
            scratch.release();
            latency.record(Measure.COMPUTE, sinceNs);
        }
    }

    /** How many entries there are; exact when nobody writes. Constant time. */
    public long size() {
        requireUsable();
        long size = 0;
        for (int i = 0; i < core.stripes(); i++) {
            size += core.stripe(i).count();
        }
        return size;
    }

    /** Removes every entry, stripe by stripe. */
    public void clear() {
        requireWritable();
        for (int i = 0; i < core.stripes(); i++) {
            core.stripe(i).clear();
        }
    }

    /** A number that changes whenever an entry of the key's stripe does; for {@link #awaitChange}. */
    public long version(MessageBuffer key) {
        requireUsable();
        return core.stripeOf(Segment.hash(key)).version();
    }

    /**
     * Waits until {@link #version} of the key is not {@code seen}; false if it took longer. Ends with an exception when
     * the map is deleted or this handle closed.
     *
     * @throws IllegalStateException if the calling thread is in an update of this map
     */
    public boolean awaitChange(MessageBuffer key, long seen, long timeoutNs) throws InterruptedException {
        requireWritable(); // who waits inside an update holds up those who could end the wait
        Stripe stripe = core.stripeOf(Segment.hash(key));
        Doorbell.Condition changed = new Doorbell.Condition() {
            @Override
            public boolean isTrue() {
                return stripe.version() != seen || memory.isClosed() || file.isDeleted();
            }

            @Override
            public void sliceExpired() {
                if (stripe.isAbandoned() && !memory.isClosed()) {
                    stripe.settle();
                }
            }
        };
        stripe.bell().await(changed, Deadline.after(clock, timeoutNs), SLICE_NS, strategy);
        requireUsable();
        return stripe.version() != seen;
    }

    /** A number of the locks of all stripes, added up. */
    public long sumOfLocks(ToLongFunction<LockCore> number) {
        requireUsable();
        long sum = 0;
        for (int i = 0; i < core.stripes(); i++) {
            sum += number.applyAsLong(core.stripe(i).lock);
        }
        return sum;
    }

    /** How many stripes were set right after a writer's death, ever. */
    public long repairs() {
        return memory.getLongVolatile(MapLayout.REPAIRS);
    }

    /** How often the map went into a larger or smaller file, ever. */
    public long moves() {
        return memory.getLongVolatile(MapLayout.MOVES);
    }

    /** How many entries were given up because they were damaged, ever. */
    public long damaged() {
        return memory.getLongVolatile(MapLayout.DAMAGED);
    }

    /** How many stripes there are: the parts that {@link #copyStripe} copies. */
    public int stripes() {
        return core.stripes();
    }

    /** Copies one stripe, as it is at one moment. Takes no lock, unless writers are in the way each of a few times. */
    public void copyStripe(int stripe, StripeCopy target) {
        requireUsable();
        core.stripe(stripe).copyTo(new StripeCopier(target));
    }

    /** The next number of a sequence of this map's own, from 1; for those who keep an order in their values. */
    public long nextSequence() {
        requireUsable();
        return core.nextSequence();
    }

    /** Whether each value begins with a sequence number: as the map was created. */
    public boolean isOrdered() {
        return ordered;
    }

    /** Looks at every entry, stripe by stripe; writers wait for their stripe's turn. Changes nothing. */
    public MapFindings check() {
        requireWritable();
        long entries = 0;
        List<MapFindings.Damage> damages = new ArrayList<>();
        for (int i = 0; i < core.stripes(); i++) {
            entries += core.stripe(i).check(damages);
        }
        return new MapFindings(core.path(), entries, core.generations().length(), 0, damages);
    }

    /** Makes the file as small as its entries allow. Readers go on; writers wait for their stripe's turn. */
    public void compact() {
        requireWritable();
        core.mover().compact();
    }

    /** Asks the kernel to write everything to disk, and waits until it has. */
    public void flush() {
        requireUsable();
        core.sync();
    }

    /** Throws if the map was deleted or this handle is closed. */
    public void requireUsable() {
        if (memory.getIntVolatile(ObjectHeader.STATE) == ObjectHeader.DELETED) {
            file.requireNotDeleted();
        }
    }

    private void requireWritable() {
        requireUsable();
        MapScratch.requireOutside(core);
    }

    /** What this process has once for the map. */
    MapCore core() {
        return core;
    }

    /** The state file. */
    public ObjectFile file() {
        return file;
    }

    /** Deletes the map for everybody. */
    public void delete() {
        domain.delete(file);
        domain.forgetCore(file);
        core.wakeAll();
    }

    /** Closes this handle; the map stays. */
    public void close() {
        memory.close();
        core.wakeAll();
    }
}
