package io.parley.queue;

import io.parley.internal.queue.ArchiveManifest;
import io.parley.internal.queue.ArchiveWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies a live queue into an archive: a directory of plain files with a manifest, which {@link Archive} replays
 * anywhere. Disturbs nobody and consumes nothing.
 *
 * <p><b>Processes:</b> one recorder for an archive at a time; any number of processes may read it meanwhile. A recorder
 * that is killed leaves an archive that can be read; the next one goes on where it stopped, without a gap and without
 * repeating anything. Only whole messages are recorded, and each byte of them is checked on the way: damage in the
 * queue is logged as {@code PLY-0065} and copied as it is.
 *
 * <p><b>Threading:</b> {@link #record()} and {@link #run()} by one thread at a time, the rest by any. <b>Blocking:</b>
 * {@code run} looks every 5 ms for new messages when there are none. <b>Allocation:</b> none for each message.
 * <b>Differs from Python:</b> there is no such thing.
 */
public final class Recorder implements AutoCloseable {
    private static final long FIRST_LOOK_NS = 50_000;
    private static final long LAST_LOOK_NS = 5_000_000;

    private final QueueHandle<?> queue;
    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArchiveWriter writer;
    private boolean closed;

    private Recorder(QueueHandle<?> queue, Path directory) {
        this.queue = queue;
        this.directory = directory;
        ArchiveManifest.Facts facts = queue.queue.archiveFacts(queue.name(), queue.codec.id());
        this.writer = new ArchiveWriter(queue.queue, facts, directory);
    }

    /**
     * Opens an archive to go on recording, or founds one. Records nothing yet.
     *
     * @param queue what to record; must stay open as long as the recorder
     * @param directory where; created if missing
     * @return the recorder
     * @throws IllegalStateException if the archive has a recorder already
     * @throws io.parley.ObjectMismatchException if it is an archive of another queue, or has messages that the queue
     *     has lost
     * @throws io.parley.ObjectCorruptException if its manifest is damaged
     * @throws io.parley.ParleyException if the file system refuses
     */
    public static Recorder open(SharedQueue<?> queue, Path directory) {
        return new Recorder(queue, directory);
    }

    /**
     * Records every message that is in the queue now and was not recorded yet.
     *
     * @return how many there were
     * @throws io.parley.DomainFullException if there is no room; close the recorder, and open it again when there is
     */
    public long record() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("recorder is closed: " + directory);
            }
            return writer.copy();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records until the queue is closed for writing and everything is recorded, or until {@link #close()}.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; what was recorded stays
     * @throws io.parley.DomainFullException if there is no room; close the recorder, and open it again when there is
     */
    public void run() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long lookNs = FIRST_LOOK_NS;
            while (!closed) {
                boolean last = queue.queue.isClosedForWriting();
                if (writer.copy() > 0) {
                    lookNs = FIRST_LOOK_NS;
                } else if (last) {
                    return;
                } else {
                    changed.await(lookNs, TimeUnit.NANOSECONDS);
                    lookNs = Math.min(LAST_LOOK_NS, lookNs * 2);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The sequence of the next message to record; all before it are in the archive.
     *
     * @return a snapshot
     */
    public long position() {
        lock.lock();
        try {
            return writer.next();
        } finally {
            lock.unlock();
        }
    }

    /** Forces what was recorded to the disk. */
    public void sync() {
        lock.lock();
        try {
            writer.sync();
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link #run()}, computes the checksum of the last file, and completes the archive as it is. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                changed.signalAll();
                writer.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Recorder(" + queue.name() + " into " + directory + ")";
    }
}
