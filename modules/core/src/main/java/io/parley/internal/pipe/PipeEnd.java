package io.parley.internal.pipe;

import io.parley.WaitStrategy;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.WordLock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handle on one end of a pipe, in bytes. Says what happened in words of its own; exceptions that users know are made
 * by the public type.
 *
 * <p>Thread-safe. Sending and receiving allocate nothing unless there is no room.
 */
public final class PipeEnd implements WaitSource, WordLock.Guard {
    private final Domain domain;
    private final ObjectFile file;
    private final PipeConfig config;
    private final PipeCore core;
    private final int end;
    private final Lane incoming;
    private final Receiving receiving;
    private final Sending sending;
    private final WaitStrategy strategy;
    private final Clock clock;
    private final LatencyMeter latency;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Doorbell.Condition arrival = new Arrival();

    private PipeEnd(Domain domain, ObjectFile file, PipeConfig config, int end, WaitStrategy strategy) {
        this.domain = domain;
        this.file = file;
        this.config = config;
        this.core = PipeCore.of(domain, file, config);
        this.end = end;
        this.incoming = core.laneTo(end);
        this.receiving = core.receiving(end);
        this.sending = core.sending(end);
        this.strategy = strategy;
        this.clock = domain.clock();
        this.latency = domain.latencyMeter(file);
    }

    /** Opens an end of the pipe, creating the pipe first if there is none. */
    public static PipeEnd open(Domain domain, String name, PipeConfig wanted, int end) {
        ObjectFile file = domain.openObject(name, wanted.spec());
        return open(domain, file, wanted, end, domain.strategy());
    }

    /**
     * Creates a pipe between this process and one that is told its path, and opens the first end. Only this user may
     * read it. It has a temporary name, so it goes with this process at the latest; {@link #removeName} takes it away
     * once the other end is open.
     */
    public static PipeEnd openUnnamed(Domain domain, String purpose, PipeConfig wanted, WaitStrategy strategy) {
        ObjectFile file = domain.openPrivate(domain.temporary(purpose), wanted.spec());
        return open(domain, file, wanted, PipeLayout.FIRST, strategy);
    }

    /** Opens the second end of another process's unnamed pipe; null if it is not there any more. */
    public static PipeEnd joinUnnamed(Domain domain, Path path, PipeConfig wanted, WaitStrategy strategy) {
        ObjectFile file = domain.openPartIfThere(path, wanted.spec());
        return file == null ? null : open(domain, file, wanted, PipeLayout.SECOND, strategy);
    }

    private static PipeEnd open(Domain domain, ObjectFile file, PipeConfig wanted, int end, WaitStrategy strategy) {
        PipeConfig found = PipeConfig.read(file);
        wanted.requireMatch(file.path(), found);
        PipeEnd opened = new PipeEnd(domain, file, found, end, strategy);
        opened.core.ends.open(end);
        return opened;
    }

    /** Opens an end that another process sent; null if its pipe is not there any more. */
    public static PipeEnd open(Domain domain, Address address, PipeConfig wanted) {
        ObjectFile file = domain.findObject(address.name(), wanted.spec());
        if (file == null || file.header().generation() != address.generation()) {
            return null;
        }
        PipeEnd opened = open(domain, file, wanted, address.end(), domain.strategy());
        opened.core.ends.arrived(address.place(), address.ticket());
        return opened;
    }

    /** What another process needs to open the end. */
    public record Address(String name, long generation, int end, int place, long ticket) {}

    /** Keeps the end open until another process opened it by the address, or this one ends; null if too many do. */
    public Address handOver(String name) {
        long ticket = core.ends.newTicket(end);
        int place = core.ends.handOver(ticket);
        return place < 0 ? null : new Address(name, file.header().generation(), end, place, ticket);
    }

    /** What became of a message to send. */
    public enum Sent {
        /** It is in the pipe. */
        YES,
        /** There was no room in time. */
        FULL,
        /** The handle was closed. */
        CLOSED,
        /** Nobody has the other end open any more. */
        UNHEARD
    }

    /** What came. */
    public enum Received {
        /** A message. */
        MESSAGE,
        /** Nothing in time. */
        NOTHING,
        /** The next message is longer than wanted, and stays; the buffer has its length, as an int. */
        TOO_LONG,
        /** The handle was closed. */
        CLOSED,
        /** Nobody has the other end open any more, and everything was received. */
        END
    }

    /** A moment from now, for the methods that wait. */
    public long deadline(long timeoutNs) {
        return Deadline.after(clock, timeoutNs);
    }

    /** Sends all of a message or nothing, waiting for room. */
    public Sent send(byte[] bytes, int offset, int length, long deadlineNs) throws InterruptedException {
        requireNotInterrupted();
        file.requireNotDeleted();
        long wantedNs = latency.start();
        Sent sent = isClosed() ? Sent.CLOSED : sending.send(this, bytes, offset, length, deadlineNs);
        latency.record(Measure.PUT, sent == Sent.YES ? wantedNs : 0);
        return sent;
    }

    /** Receives a message of at most {@code maxLength} bytes, waiting for one. */
    public Received receive(MessageBuffer into, int maxLength, long deadlineNs) throws InterruptedException {
        requireNotInterrupted();
        long wantedNs = latency.start();
        while (true) {
            Received received = receiving.receive(this, into, maxLength, deadlineNs);
            if (received != Received.NOTHING) {
                latency.record(Measure.TAKE, received == Received.MESSAGE ? wantedNs : 0);
                return received;
            }
            file.requireNotDeleted();
            if (isClosed()) {
                return Received.CLOSED;
            }
            if (receiving.isEnded()) {
                return Received.END;
            }
            if (isOver(deadlineNs) || !incoming.notEmpty.await(arrival, deadlineNs, Lane.SLICE_NS, strategy)) {
                return Received.NOTHING;
            }
        }
    }

    /** Asked here as well: what has arrived may be somebody else's to finish, and then no bell has to ring. */
    private boolean isOver(long deadlineNs) {
        return deadlineNs != Deadline.NEVER && Deadline.remainingNs(deadlineNs, clock.monotonicNs()) <= 0;
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Whether there is a message or none will come. */
    public boolean poll() {
        file.requireNotDeleted();
        return receiving.hasMessage() || receiving.isEnded();
    }

    /** Waits until there is a message or none will come; also ends when the handle is closed. */
    public boolean poll(long deadlineNs) throws InterruptedException {
        requireNotInterrupted();
        while (true) {
            if (poll()) {
                return true;
            }
            if (isClosed()
                    || isOver(deadlineNs)
                    || !incoming.notEmpty.await(arrival, deadlineNs, Lane.SLICE_NS, strategy)) {
                return false;
            }
        }
    }

    /** Drops the next message; whether there was one. */
    public boolean discard() {
        file.requireNotDeleted();
        return receiving.discard();
    }

    /** Whether the end receives. */
    public boolean isReadable() {
        return config.simplex() == 0 || end == PipeLayout.FIRST;
    }

    /** Whether the end sends. */
    public boolean isWritable() {
        return config.simplex() == 0 || end == PipeLayout.SECOND;
    }

    /** Whether the handle was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Whether it makes no sense to wait any more. */
    boolean isUnusable() {
        return isClosed() || file.isDeleted();
    }

    @Override
    public void requireUsable() {
        file.requireNotDeleted();
        if (isClosed()) {
            throw HandleClosed.INSTANCE;
        }
    }

    WaitStrategy strategy() {
        return strategy;
    }

    /** The pipe's file. */
    public ObjectFile file() {
        return file;
    }

    /** The domain that the pipe lies in. */
    public Domain domain() {
        return domain;
    }

    /** Which end it is. */
    public int end() {
        return end;
    }

    /** How often living processes have an end open; a snapshot for people. */
    public long openCount(int which) {
        return core.ends.count(which);
    }

    /** Deletes the pipe for everybody. */
    public void delete() {
        domain.delete(file);
        domain.forgetCore(file);
        core.ringAll();
    }

    /** Whether something that was sent from this end has not been received yet. */
    public boolean hasUnreceived() {
        return core.laneTo(PipeLayout.peer(end)).mayHaveNext();
    }

    /** Nobody else can open the pipe from now on; who has it open goes on. */
    public void removeName() {
        file.unlink(domain.site());
    }

    /** Closes the handle; false if it was closed already. */
    public boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        core.ends.close(end);
        return true;
    }

    @Override
    public Doorbell bell() {
        return incoming.notEmpty;
    }

    @Override
    public boolean isTrue() {
        return isUnusable() || !isReadable() || receiving.hasMessage() || receiving.isEnded();
    }

    @Override
    public void sliceExpired() {
        receiving.lookForSenders();
    }

    /** Cheaper than {@link #isTrue}: may be true for pieces of a message that nobody will finish. */
    private final class Arrival implements Doorbell.Condition {
        @Override
        public boolean isTrue() {
            return incoming.mayHaveNext() || receiving.isSenderGone() || isUnusable();
        }

        @Override
        public void sliceExpired() {
            receiving.lookForSenders();
        }
    }
}
