package io.parley.internal.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A look at a few bytes of an object file from outside, without opening the object: maps nothing, changes nothing, and
 * does not mind if the file goes away.
 */
public final class FileGlance {
    private static final int ATTEMPTS = 8;

    private FileGlance() {}

    /**
     * Reads bytes of an object in state READY, until two reads agree or a few have not; a byte of it may still change
     * at any time. Null if there is no such object, or it is of another kind, or too short.
     */
    public static ByteBuffer read(Path file, ObjectKind kind, int offset, int length) {
        try {
            return Uninterrupted.call(() -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    ByteBuffer header = read(channel, 0, ObjectHeader.LENGTH);
                    return header != null && isReady(header, kind) ? readTwice(channel, offset, length) : null;
                }
            });
        } catch (IOException gone) {
            return null;
        }
    }

    private static boolean isReady(ByteBuffer header, ObjectKind kind) {
        return header.getLong(0) == ObjectHeader.MAGIC
                && ObjectHeader.decode(header).kind() == kind.id()
                && header.getInt(ObjectHeader.STATE) == ObjectHeader.READY;
    }

    private static ByteBuffer readTwice(FileChannel channel, int offset, int length) throws IOException {
        ByteBuffer last = read(channel, offset, length);
        for (int i = 0; last != null && i < ATTEMPTS; i++) {
            ByteBuffer next = read(channel, offset, length);
            if (last.equals(next)) {
                break;
            }
            last = next;
        }
        return last;
    }

    private static ByteBuffer read(FileChannel channel, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) <= 0) {
                return null;
            }
        }
        return bytes.clear();
    }
}
