package io.parley.stress;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files of one page for algorithms whose words lie at fixed offsets of their file: pages of one file without a name,
 * each mapped once and handed out in turn. There are more than states alive at a time, and fewer than the kernel allows
 * mappings.
 */
final class Pages {
    private static final int LENGTH = 4_096;
    private static final int COUNT = 1 << 14;
    private static final byte[] ZEROS = new byte[LENGTH];
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Memory[] ALL = map();

    private Pages() {}

    private static Memory[] map() {
        try {
            Path file = Files.createTempFile("pages", ".stress");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                Memory[] pages = new Memory[COUNT];
                for (int i = 0; i < COUNT; i++) {
                    pages[i] = Memory.map(new Window(channel, (long) i * LENGTH), LENGTH, "stress");
                }
                return pages;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object file of zeros, ready to be used. */
    static Memory next() {
        Memory page = ALL[NEXT.getAndIncrement() & COUNT - 1];
        page.putBytes(0, ZEROS, 0, 1_024);
        page.putIntVolatile(ObjectHeader.STATE, ObjectHeader.READY);
        return page;
    }

    /** A file that begins in the middle of another one; can be mapped and nothing else. */
    private static final class Window extends FileChannel {
        private final FileChannel whole;
        private final long from;

        Window(FileChannel whole, long from) {
            this.whole = whole;
            this.from = from;
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return whole.map(mode, from + position, size);
        }

        private static UnsupportedOperationException unsupported() {
            return new UnsupportedOperationException("only map");
        }

        @Override
        public int read(ByteBuffer target) {
            throw unsupported();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw unsupported();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw unsupported();
        }

        @Override
        public int write(ByteBuffer source) {
            throw unsupported();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw unsupported();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw unsupported();
        }

        @Override
        public long position() {
            throw unsupported();
        }

        @Override
        public FileChannel position(long newPosition) {
            throw unsupported();
        }

        @Override
        public long size() {
            throw unsupported();
        }

        @Override
        public FileChannel truncate(long size) {
            throw unsupported();
        }

        @Override
        public void force(boolean metaData) {
            throw unsupported();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw unsupported();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw unsupported();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw unsupported();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw unsupported();
        }

        @Override
        protected void implCloseChannel() {
            // the whole file's owner closes it
        }
    }
}
