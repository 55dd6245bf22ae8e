package io.parley.internal.observe;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import org.HdrHistogram.Histogram;

/**
 * One handle on a histogram in mapped memory: it counts in a lane of its own and reads all lanes.
 *
 * <p>Recording is one store to one word, so a process that dies has counted the value or has not; there is nothing to
 * repair. That is why no total and no sum is kept beside the buckets: totals are summed when somebody asks.
 *
 * <p>Threading: {@link #record} by one thread at a time, everything else by any. Who calls {@link #add} does not call
 * {@link #record}: that would lose what others add.
 */
public final class HistogramFile {
    /*
     * Lanes. Writers of one cache line wait for each other. So a handle takes a lane for itself when it first records,
     * by CAS on the lane's owner word, and counts with a plain read and a release store. A lane belongs to one handle
     * and not to one process: two handles of one JVM are two writers.
     *
     * A lane is free if its owner is nobody or dead. Whoever takes it goes on from the counts it finds, so no count is
     * ever moved or reset, and each count only grows; that makes the difference of two snapshots an interval. Owner
     * words name an incarnation that never comes back, so the CAS cannot mistake a new owner for the dead one.
     *
     * Who finds no free lane counts in lane 0 with atomic adds, as many handles as there may be.
     */
    private static final int UNDECIDED = 0;

    private static final int SHARED = HistogramLayout.lane(HistogramLayout.SHARED_LANE);

    private final ObjectFile file;
    private final Memory memory;
    private final Liveness liveness;
    private final int self;
    /** Where this handle's lane starts. Volatile for the sake of a close by another thread. */
    private volatile int lane = UNDECIDED;

    /**
     * A handle on the histogram in {@code file}.
     *
     * @throws io.parley.ObjectMismatchException if its buckets mean something else
     */
    public HistogramFile(ObjectFile file, Liveness liveness) {
        HistogramLayout.requireSameBuckets(file.memory());
        this.file = file;
        this.memory = file.memory();
        this.liveness = liveness;
        this.self = liveness.self();
    }

    /** What a histogram's file has to be. */
    public static ObjectFile.Spec spec() {
        return HistogramLayout.spec();
    }

    /** Counts one value; below 0 as 0, above the highest as clamped. */
    public void record(long ns) {
        int mine = lane();
        int word = word(mine, ns);
        if (mine == SHARED) {
            memory.getAndAddLong(word, 1);
        } else {
            memory.putLongRelease(word, memory.getLong(word) + 1);
        }
    }

    /** Counts one value, as {@link #record} does, for any number of threads at a time. */
    public void add(long ns) {
        memory.getAndAddLong(word(lane(), ns), 1);
    }

    private int lane() {
        int mine = lane;
        return mine == UNDECIDED ? takeLane() : mine;
    }

    /** Where a value is counted in the lane that starts at {@code mine}. */
    private static int word(int mine, long ns) {
        return ns > HdrBuckets.HIGHEST
                ? mine + HistogramLayout.CLAMPED
                : HistogramLayout.bucket(mine, HdrBuckets.index(Math.max(0, ns)));
    }

    private synchronized int takeLane() {
        if (lane == UNDECIDED) {
            int taken = findLane();
            memory.getAndAddInt(taken + HistogramLayout.TAKEN, 1); // before the first count: unused lanes are not read
            lane = taken;
        }
        return lane;
    }

    private int findLane() {
        for (int i = HistogramLayout.SHARED_LANE + 1; i < HistogramLayout.LANES; i++) {
            int candidate = HistogramLayout.lane(i);
            int owner = memory.getIntVolatile(candidate + HistogramLayout.OWNER);
            if ((owner == Owner.NONE || !liveness.isAlive(owner))
                    && memory.compareAndSetInt(candidate + HistogramLayout.OWNER, owner, self)) {
                return candidate;
            }
        }
        return SHARED;
    }

    /** All lanes together, what was clamped at the highest value. */
    public Histogram snapshot() {
        return merge(memory);
    }

    /**
     * All lanes of a mapped histogram, which need not be writable.
     *
     * @throws io.parley.ObjectMismatchException if its buckets mean something else
     */
    public static Histogram read(Memory memory) {
        HistogramLayout.requireSameBuckets(memory);
        return merge(memory);
    }

    private static Histogram merge(Memory memory) {
        Histogram merged = new Histogram(HistogramLayout.LOWEST, HdrBuckets.HIGHEST, HdrBuckets.SIGNIFICANT_DIGITS);
        for (int i = 0; i < HistogramLayout.LANES; i++) {
            int at = HistogramLayout.lane(i);
            if (isUsed(memory, at)) {
                addTo(merged, HdrBuckets.HIGHEST, memory.getLongAcquire(at + HistogramLayout.CLAMPED));
                for (int b = 0; b < HdrBuckets.COUNT; b++) {
                    addTo(merged, HdrBuckets.lowestValue(b), memory.getLongAcquire(HistogramLayout.bucket(at, b)));
                }
            }
        }
        return merged;
    }

    private static void addTo(Histogram merged, long value, long count) {
        if (count > 0) {
            merged.recordValueWithCount(value, count);
        }
    }

    /** How many values were counted, clamped ones included. */
    public long totalCount() {
        long total = clampedCount();
        for (int i = 0; i < HistogramLayout.LANES; i++) {
            int at = HistogramLayout.lane(i);
            if (isUsed(memory, at)) {
                for (int b = 0; b < HdrBuckets.COUNT; b++) {
                    total += memory.getLongAcquire(HistogramLayout.bucket(at, b));
                }
            }
        }
        return total;
    }

    /** How many values were above the highest. */
    public long clampedCount() {
        return clamped(memory);
    }

    /** How many values of a mapped histogram were above the highest. */
    public static long clamped(Memory memory) {
        long clamped = 0;
        for (int i = 0; i < HistogramLayout.LANES; i++) {
            clamped += memory.getLongAcquire(HistogramLayout.lane(i) + HistogramLayout.CLAMPED);
        }
        return clamped;
    }

    private static boolean isUsed(Memory memory, int laneOffset) {
        return memory.getIntAcquire(laneOffset + HistogramLayout.TAKEN) != 0;
    }

    /** The file below. */
    public ObjectFile file() {
        return file;
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return memory.isClosed();
    }

    /** Gives the lane to whoever comes next; its counts stay. */
    public synchronized void close() {
        if (memory.isClosed()) {
            return; // the lane may belong to another handle of this process by now, with the same owner word
        }
        if (lane != UNDECIDED && lane != SHARED) {
            memory.putIntVolatile(lane + HistogramLayout.OWNER, Owner.NONE);
        }
        memory.close();
    }
}
