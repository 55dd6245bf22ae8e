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
    private static final int NOT_OPEN = -1;

    private final Path file;
    private int ownFd = NOT_OPEN;
    private int probeFd = NOT_OPEN;
    private Libc.FileLock own;
    private Libc.FileLock probe;
    private boolean closed;

    private ByteLocks(Path file, boolean lookOnly) {
        this.file = file;
        if (!lookOnly) {
            ownFd = check(Libc.open(file));
            probeFd = check(Libc.open(file));
            own = new Libc.FileLock(ownFd);
            probe = new Libc.FileLock(probeFd);
        }
    }

    ByteLocks(Path file) {
        this(file, false);
    }

    /** For who only asks, and may not write the file; opens it at the first question. */
    static ByteLocks lookingAt(Path file) {
        return new ByteLocks(file, true);
    }

    private int check(int fd) {
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
        if (probe == null) {
            probeFd = check(Libc.openForReading(file));
            probe = new Libc.FileLock(probeFd);
        }
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
            close(ownFd);
            close(probeFd);
        }
    }

    private static void close(int fd) {
        if (fd != NOT_OPEN) {
            Libc.close(fd);
        }
    }
}
