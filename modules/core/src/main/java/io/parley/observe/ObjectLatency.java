package io.parley.observe;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.observe.Measure;
import io.parley.internal.observe.RecordingSwitch;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What the operations of one object take, in every process that uses it: recorded on request, while everything runs.
 *
 * <pre>{@code
 * ObjectLatency latency = ObjectLatency.of(book);              // book is a SharedLock
 * latency.start();                                             // from now on, in all processes
 * ...
 * try (LatencyHistogram waits = latency.histogram(LatencyKind.WAIT)) {
 *     System.out.println(waits.snapshot().getValueAtPercentile(99));
 * }
 * latency.stop();
 * }</pre>
 *
 * <p>There are latencies of locks, also those inside of numbers and arrays ({@link LatencyKind#WAIT WAIT},
 * {@link LatencyKind#HOLD HOLD}); of durable queues ({@link LatencyKind#PUT PUT}, {@link LatencyKind#TAKE TAKE},
 * {@link LatencyKind#RESIDENCE RESIDENCE}), transient ones and the ends of pipes (PUT, TAKE; a pipe's both directions
 * together); of maps, sets, namespaces and references ({@link LatencyKind#GET GET}, PUT, {@link LatencyKind#COMPUTE
 * COMPUTE}); of pools of processes ({@link LatencyKind#QUEUEING QUEUEING}, {@link LatencyKind#RUN RUN}), which
 * {@link io.parley.process.ProcessPool#latency} gives.
 *
 * <p>Each kind has a {@link LatencyHistogram} in the domain, named after the object's file: {@code orders.queue.put}.
 * It keeps its counts when recording stops and goes on when it starts again; {@link LatencyHistogram#intervals} tells
 * the times apart. It is deleted with the object.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> the switch is in the object's header: whoever opens the object
 * may start and stop, also who does nothing else with it, and nobody need do anything to take part. Each process counts
 * in a lane of its own, with one atomic addition. A process that dies has counted an operation or not, and leaves
 * nothing to repair. What threads do at another host through a manager is measured where it happens in this one; locks
 * that they hold are not. <b>Ordering:</b> an operation that begins after {@code start} or {@code stop} returned heeds
 * it soon, but not necessarily at once; one that is under way may be counted or not.
 *
 * <p><b>Blocking:</b> none of an operation; the first one of a process after {@code start} opens the histograms.
 * <b>Allocation:</b> none, apart from that. While recording is off, an operation costs one load and a branch more, and
 * no clock is read.
 *
 * <p><b>Failure:</b> a process that cannot open the histograms (no room, no permission) logs {@code PLY-0100} and goes
 * on without. An operation never fails for being measured. <b>Units:</b> ns. <b>Differs from Python:</b> there is no
 * such thing.
 */
public final class ObjectLatency {
    private final Domain domain;
    private final ObjectFile file;
    private final BooleanSupplier open;
    private final Memory memory;
    private final String fileName;
    private final Set<LatencyKind> kinds;

    private ObjectLatency(Domain domain, ObjectFile file, BooleanSupplier open, Set<LatencyKind> kinds) {
        this.domain = domain;
        this.file = file;
        this.open = open;
        this.memory = file.share().memory();
        this.fileName = domain.fileName(file);
        this.kinds = kinds;
    }

    /**
     * The latencies of an object.
     *
     * @param object an open handle; it has to stay open as long as this is used
     * @return a view of the object, which needs no closing
     * @throws IllegalArgumentException if nothing is measured of such an object
     * @throws IllegalStateException if the handle is closed
     */
    public static ObjectLatency of(SharedObject object) {
        Address address = Addresses.of(object);
        Set<LatencyKind> kinds = address == null ? Set.of() : kindsOf(address.file());
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("nothing is measured of such an object: " + object
                    + ". Measure a lock, a queue, a map, or record into a LatencyHistogram of your own");
        }
        requireOpen(address.isOpen(), address.file());
        return new ObjectLatency(address.domain(), address.file(), address::isOpen, kinds);
    }

    /**
     * The latencies of an object that this process has not opened, and perhaps cannot: it need not know codecs, types
     * or options. Creates nothing.
     *
     * @param parley the domain; it has to stay open as long as this is used
     * @param fileName of the object in the domain's directory, such as {@code orders.queue}, {@code book.lock} or
     *     {@code resizer.pool}
     * @return a view of the object, which needs no closing; empty if there is none
     * @throws IllegalArgumentException if nothing is measured of such an object
     * @throws io.parley.ParleyException if that is no object, or the file system refuses
     * @throws IllegalStateException if the domain was closed
     */
    public static Optional<ObjectLatency> find(Parley parley, String fileName) {
        Domain domain = Domain.of(parley);
        ObjectFile file = domain.find(fileName);
        if (file == null) {
            return Optional.empty();
        }
        Set<LatencyKind> kinds = kindsOf(file);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("nothing is measured of such an object: " + file.path()
                    + ". Name a lock, a queue, a pipe, a map or a pool");
        }
        return Optional.of(new ObjectLatency(domain, file, () -> Domain.isOpen(parley), kinds));
    }

    private static Set<LatencyKind> kindsOf(ObjectFile file) {
        EnumSet<LatencyKind> kinds = EnumSet.noneOf(LatencyKind.class);
        for (Measure measure : Measure.of(file.kind())) {
            kinds.add(LatencyKind.valueOf(measure.name()));
        }
        return kinds;
    }

    /**
     * Lets every process record from now on. Creates the histograms that are not there yet, 592,128 bytes each, before
     * anybody records.
     *
     * @return whether it was off before
     * @throws io.parley.DomainFullException if there is no room for the histograms; it is off
     * @throws io.parley.ObjectMismatchException if a histogram of that name has other buckets; it is off
     * @throws io.parley.ObjectDeletedException if the object was deleted
     * @throws io.parley.ParleyException if the file system refuses, or something else has the histogram's name; it is
     *     off
     * @throws IllegalStateException if the object's handle was closed
     */
    public boolean start() {
        requireUsable();
        for (LatencyKind kind : kinds) {
            histogram(kind).close();
        }
        boolean started = RecordingSwitch.switchOn(memory);
        if (file.isDeleted()) { // by somebody who may have looked before there were histograms
            domain.deleteHistograms(file);
            file.requireNotDeleted();
        }
        return started;
    }

    /**
     * Lets nobody record from now on. What was counted stays.
     *
     * @return whether it was on before
     * @throws IllegalStateException if the object's handle was closed
     */
    public boolean stop() {
        requireOpen();
        return RecordingSwitch.switchOff(memory);
    }

    /**
     * Whether latencies are recorded.
     *
     * @return what the last {@link #start} or {@link #stop} of any process said
     */
    public boolean isOn() {
        return RecordingSwitch.isOn(memory.words());
    }

    /**
     * What is measured of this object.
     *
     * @return unmodifiable, not empty
     */
    public Set<LatencyKind> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    /**
     * The name of the histogram of a kind, as {@link LatencyHistogram#open(io.parley.Parley, String)} wants it.
     *
     * @param kind one of {@link #kinds}
     * @return such as {@code orders.queue.put}
     * @throws IllegalArgumentException if that is not measured of this object
     */
    public String histogramName(LatencyKind kind) {
        if (!kinds.contains(kind)) {
            throw new IllegalArgumentException("not measured of this object: " + kind + ", " + fileName + " has "
                    + kinds + ". Ask for one of these");
        }
        return Measure.valueOf(kind.name()).histogramOf(fileName);
    }

    /**
     * Opens the histogram that every process records into, creating it first if there is none. Recording need not be
     * on.
     *
     * @param kind one of {@link #kinds}
     * @return a handle of its own, to close
     * @throws IllegalArgumentException if that is not measured of this object
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     * @throws IllegalStateException if the object's handle was closed
     */
    public LatencyHistogram histogram(LatencyKind kind) {
        String name = histogramName(kind);
        requireUsable();
        return LatencyHistogram.open(domain, name);
    }

    private void requireUsable() {
        requireOpen();
        file.requireNotDeleted();
    }

    private void requireOpen() {
        requireOpen(open.getAsBoolean(), file);
    }

    private static void requireOpen(boolean open, ObjectFile file) {
        if (!open) {
            throw new IllegalStateException("handle is closed: " + file.path() + ". Open the object again");
        }
    }

    @Override
    public String toString() {
        return "ObjectLatency(" + fileName + ", " + (isOn() ? "on" : "off") + ", " + kinds + ")";
    }
}
