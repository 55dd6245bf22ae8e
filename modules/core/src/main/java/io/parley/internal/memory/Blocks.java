package io.parley.internal.memory;

import io.parley.internal.os.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Reserves a new file's blocks, so that a full file system is an exception now and not a SIGBUS later. */
final class Blocks {
    private static final int PAGE = 4096;
    /** Up to here writing zeros is simpler than a native call. */
    private static final long SMALL = 1 << 20;

    private Blocks() {}

    static void allocate(Path path, FileChannel channel, long length) throws IOException {
        if (length > SMALL) {
            reserve(path, length);
            return;
        }
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, 16L * PAGE));
        for (long at = 0; at < length; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
            at += channel.write(zeros, at);
        }
    }

    /**
     * Gives a new file its length, and blocks to its first bytes only. Where the file system is full when another block
     * is touched, the JVM fails with an {@code InternalError} or a SIGBUS.
     */
    static void allocateSparsely(Path path, FileChannel channel, long length, long first) throws IOException {
        allocate(path, channel, Math.min(first, length));
        if (length > first) {
            channel.write(ByteBuffer.allocate(1), length - 1);
        }
    }

    private static void reserve(Path path, long length) throws IOException {
        int fd = Libc.open(path);
        if (fd < 0) {
            throw new FileSystemException(path.toString(), null, "open failed, error " + -fd);
        }
        try {
            int error = Libc.allocate(fd, 0, length);
            if (error == Libc.ENOSPC || error == Libc.EDQUOT) {
                throw new FileSystemException(path.toString(), null, FileFailures.NO_SPACE);
            } else if (error != 0) {
                throw new FileSystemException(
                        path.toString(), null, "reserving " + length + " bytes failed, error " + error);
            }
        } finally {
            Libc.close(fd);
        }
    }
}
