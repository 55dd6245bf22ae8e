package io.parley.internal.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The handful of C library calls Parley needs: futex, robust list, open-file-description locks, block allocation.
 *
 * <p>Works without JVM flags on 17; on 25 {@code --enable-native-access} silences its warning.
 */
public final class Libc {
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** Interrupted by a signal. */
    public static final int EINTR = 4;
    /** Try again: a lock is held, or a futex word changed. */
    public static final int EAGAIN = 11;
    /** Permission denied; also what some systems answer for a held lock. */
    public static final int EACCES = 13;
    /** Time is up. */
    public static final int ETIMEDOUT = 110;
    /** No space left on device. */
    public static final int ENOSPC = 28;
    /** Disk quota exceeded. */
    public static final int EDQUOT = 122;

    /** Bytes of what {@link #putFutexWaiter} writes. */
    public static final int FUTEX_WAITER_LENGTH = 24;

    /** How many words {@link #futexWaitMany} takes at most. */
    public static final int FUTEX_WAITERS_MAX = 128;

    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_OFD_GETLK = 36;
    private static final int F_OFD_SETLK = 37;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final long FUTEX = number(202, 98);
    private static final long GET_ROBUST_LIST = number(274, 100);
    private static final long GETTID = number(186, 178);
    private static final long FUTEX_WAITV = 449;
    private static final int FUTEX_32 = 2;
    private static final int CLOCK_MONOTONIC = 1;
    private static final CFunctions C = NativeLoading.load(CFunctions::new);

    private Libc() {}

    private static long number(long onX86, long onArm) {
        String arch = System.getProperty("os.arch");
        return switch (arch) {
            case "amd64", "x86_64" -> onX86;
            case "aarch64" -> onArm;
            default ->
                throw new UnsupportedOperationException("Parley needs Linux on x86-64 or aarch64: os.arch=" + arch
                        + ", os.name=" + System.getProperty("os.name"));
        };
    }

    /** The address of a direct buffer's first byte; valid as long as the buffer is reachable. */
    public static long addressOf(ByteBuffer direct) {
        return CFunctions.addressOf(direct);
    }

    /**
     * Sleeps while the word holds {@code expected}, at most for the timespec at {@code timeout}; 0 or an error number.
     */
    public static int futexWait(long address, int expected, long timeout) {
        return C.syscall(FUTEX, address, FUTEX_WAIT, expected, timeout) == 0 ? 0 : C.lastError();
    }

    /** Wakes at most {@code count} sleepers of a word and returns how many there were. */
    public static int futexWake(long address, int count) {
        return (int) C.syscall(FUTEX, address, FUTEX_WAKE, count);
    }

    /**
     * Sleeps while several words hold what is expected of them, until CLOCK_MONOTONIC reads the timespec at
     * {@code deadline}; at {@code waiters} lie {@code count} of {@link #FUTEX_WAITER_LENGTH} bytes. 0 or an error
     * number.
     */
    public static int futexWaitMany(long waiters, int count, long deadline) {
        return C.syscall(FUTEX_WAITV, waiters, count, 0, deadline, CLOCK_MONOTONIC) >= 0 ? 0 : C.lastError();
    }

    /** Writes a {@code struct futex_waitv}. */
    public static void putFutexWaiter(ByteBuffer target, int offset, long address, int expected) {
        target.putLong(offset, expected & 0xFFFF_FFFFL)
                .putLong(offset + 8, address)
                .putInt(offset + 16, FUTEX_32)
                .putInt(offset + 20, 0);
    }

    /** The kernel's id of the calling thread, in its own namespace. */
    static int threadId() {
        return (int) C.syscall(GETTID);
    }

    /** Stores the address of the calling thread's robust list head, and its length behind it; false if refused. */
    static boolean robustListHead(long target) {
        return C.syscall(GET_ROBUST_LIST, 0, target, target + Long.BYTES) == 0;
    }

    /** Copies memory that nothing bounds. */
    static void copy(long target, long source, long length) {
        C.copy(target, source, length);
    }

    /** Opens a file for {@link FileLock} use; the descriptor is not inherited by children. Negative: error number. */
    public static int open(Path path) {
        return open(path, O_RDWR);
    }

    /** The same for a file that may not be written: who has a lock can be asked, none can be taken. */
    public static int openForReading(Path path) {
        return open(path, O_RDONLY);
    }

    private static int open(Path path, int access) {
        int fd = C.open(path.toString(), access | O_CLOEXEC, 0);
        return fd >= 0 ? fd : -C.lastError();
    }

    /** Closes a descriptor; open-file-description locks taken through it are dropped. */
    public static void close(int fd) {
        C.close(fd);
    }

    /** Reserves the blocks of a file range; 0 or an error number. */
    public static int allocate(int fd, long offset, long length) {
        return C.allocate(fd, offset, length);
    }

    /**
     * A {@code struct flock} for one descriptor: byte locks that belong to the open file description, so that no other
     * descriptor of this JVM can drop them. Not thread-safe.
     */
    public static final class FileLock {
        private final ByteBuffer flock = ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder());
        private final long address = addressOf(flock);
        private final int fd;

        /** Locks through this descriptor. */
        public FileLock(int fd) {
            this.fd = fd;
        }

        /** Takes the byte if nobody else has it; false if somebody does. */
        public boolean tryLock(long offset) {
            return set(F_WRLCK, offset);
        }

        /** Gives the byte back. */
        public void unlock(long offset) {
            set(F_UNLCK, offset);
        }

        /** Whether another open file description holds the byte. */
        public boolean isLockedByOther(long offset) {
            call(F_OFD_GETLK, F_WRLCK, offset);
            return flock.getShort(0) != F_UNLCK;
        }

        private boolean set(short type, long offset) {
            return call(F_OFD_SETLK, type, offset) == 0;
        }

        private int call(int command, short type, long offset) {
            flock.putShort(0, type)
                    .putShort(2, (short) 0)
                    .putLong(8, offset)
                    .putLong(16, 1)
                    .putInt(24, 0);
            while (C.fcntl(fd, command, address) != 0) {
                int error = C.lastError();
                if (error == EAGAIN || error == EACCES) {
                    return error;
                }
                if (error != EINTR) {
                    throw new UnsupportedOperationException(
                            "this file system has no open-file-description locks (fcntl error " + error
                                    + "). Place the domain on tmpfs or a local disk");
                }
            }
            return 0;
        }
    }
}
