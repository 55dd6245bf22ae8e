package io.parley.internal.live;

import io.parley.DomainAccessException;
import io.parley.internal.os.Libc;
import java.nio.file.Path;

/**
 * Kernel-held byte locks on {@code domain.parley}. The kernel drops them the moment the process is gone, however it
 * ended, in every PID namespace, and keeps them while it is paused.
 *
 * <p>Two descriptors: one holds what this process owns, the other probes and takes short locks, because a descriptor
 * does not see its own locks. Open-file-description locks, so that no other channel on the file can drop them.
 */
final class ByteLocks implements AutoCloseable {
    private final int ownFd;
    private final int probeFd;
    private final Libc.FileLock own;
    private final Libc.FileLock probe;
    private boolean closed;

    ByteLocks(Path file) {
        ownFd = open(file);
        probeFd = open(file);
        own = new Libc.FileLock(ownFd);
        probe = new Libc.FileLock(probeFd);
    }

    private static int open(Path file) {
        int fd = Libc.open(file);
        if (fd < 0) {
            throw new DomainAccessException("cannot open for locking: " + file + " error=" + -fd
                    + ". Check the file's permissions and the limit of open files");
        }
        return fd;
    }

    /** Takes a byte for this process's life; false if another process has it. */
    synchronized boolean tryOwn(long offset) {
        return own.tryLock(offset);
    }

    synchronized void disown(long offset) {
        own.unlock(offset);
    }

    /** Whether some process, this one included, keeps the byte. */
    synchronized boolean isHeld(long offset) {
        requireOpen();
        return probe.isLockedByOther(offset);
    }

    /** Takes a byte for a moment; false if somebody else has it. */
    synchronized boolean tryLock(long offset) {
        requireOpen();
        return probe.tryLock(offset);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("domain is closed. Open it again");
        }
    }

    synchronized void unlock(long offset) {
        if (!closed) {
            probe.unlock(offset);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(ownFd);
            Libc.close(probeFd);
        }
    }
}
