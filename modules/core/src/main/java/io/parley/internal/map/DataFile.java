package io.parley.internal.map;

import io.parley.internal.memory.Disk;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One generation of a map's data: a Chronicle Map file, mapped. Any program that has Chronicle Map can open it as a
 * {@code ChronicleMap<byte[], byte[]>} while nobody writes it.
 *
 * <p>The mapping is released by the garbage collector. <b>Threading:</b> any; for segments see {@link Segment}.
 */
final class DataFile {
    private static final int PAGE = 4096;

    private final Path path;
    private final DataHeader.Fields fields;
    private final Segment[] segments;

    private DataFile(Path path, DataHeader.Fields fields, Segment[] segments) {
        this.path = path;
        this.fields = fields;
        this.segments = segments;
    }

    /**
     * Creates an empty file, complete, with all its blocks, or nothing. False, and nothing was changed, if the name is
     * taken.
     *
     * @param segments a power of two, 1 to {@link DataLayout#MAX_SEGMENTS}
     */
    static boolean create(Path path, int segments, SegmentSize size, ObjectFile.Site site) {
        if (segments < 1 || segments > DataLayout.MAX_SEGMENTS || Integer.bitCount(segments) != 1) {
            throw new IllegalArgumentException(
                    "segments=" + segments + ", expected a power of two up to " + DataLayout.MAX_SEGMENTS);
        }
        DataHeader.Fields fields = new DataHeader.Fields(segments, size);
        long length = (fields.fileLength() + PAGE - 1) / PAGE * PAGE;
        return PlainFile.create(path, length, site, channel -> {
            ByteBuffer header = ByteBuffer.wrap(DataHeader.encode(fields));
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            return null;
        });
    }

    /**
     * Maps a file.
     *
     * @throws io.parley.ForeignFileException if it is none of a map's
     * @throws io.parley.ObjectVersionException if another version of Chronicle Map wrote it
     * @throws io.parley.ObjectCorruptException if its header is damaged or its end is missing
     */
    static DataFile open(Path path) {
        return open(path, Memory.CHUNK);
    }

    /** The same; files up to {@code whole} bytes are mapped at once, of longer ones each segment on its own. */
    static DataFile open(Path path, long whole) {
        return PlainFile.open(path, channel -> {
            byte[] header = new byte[DataLayout.HEADER];
            read(channel, 0, ByteBuffer.wrap(header));
            DataHeader.Fields fields = DataHeader.decode(path, header, channel.size());
            return new DataFile(path, fields, map(channel, fields, fields.fileLength() <= whole));
        });
    }

    /**
     * Maps a file that others may have damaged, for reading only: the methods for writers fail.
     *
     * @param known how it is laid out, whatever its header says; null if the header is to be believed
     */
    static DataFile openForReading(Path path, DataHeader.Fields known) {
        DataHeader.Fields fields =
                known == null ? readHeader(path, path.toFile().length()) : known;
        return PlainFile.read(path, channel -> new DataFile(path, fields, copy(channel, fields)));
    }

    /** What a file says of itself, if it is as long as that. */
    static DataHeader.Fields readHeader(Path path, long length) {
        return PlainFile.read(path, channel -> {
            byte[] header = new byte[DataLayout.HEADER];
            read(channel, 0, ByteBuffer.wrap(header));
            return DataHeader.decode(path, header, length);
        });
    }

    /** Where the end is missing, a copy in memory that is zero there. */
    private static Segment[] copy(FileChannel channel, DataHeader.Fields fields) throws IOException {
        int count = fields.segments();
        long tiers = DataLayout.tiersOffset(count);
        long size = channel.size();
        ByteBuffer heads = ByteBuffer.allocateDirect((int) tiers).order(ByteOrder.nativeOrder());
        read(channel, 0, heads);
        Segment[] segments = new Segment[count];
        for (int i = 0; i < count; i++) {
            long bytes = fields.size().bytes();
            long at = tiers + i * bytes;
            ByteBuffer words;
            if (at + bytes <= size) {
                words = channel.map(FileChannel.MapMode.READ_ONLY, at, bytes);
            } else {
                words = ByteBuffer.allocateDirect((int) bytes);
                read(channel, at, words);
            }
            segments[i] = new Segment(
                    new Segment.Place(i, count, fields.size(), at),
                    heads,
                    DataLayout.HEADER + i * DataLayout.SEGMENT_HEADER,
                    words.order(ByteOrder.nativeOrder()),
                    0);
        }
        return segments;
    }

    private static void read(FileChannel channel, long from, ByteBuffer target) throws IOException {
        while (target.hasRemaining() && channel.read(target, from + target.position()) > 0) {
            // a short read is possible; the end of the file ends the loop
        }
        target.clear();
    }

    private static Segment[] map(FileChannel channel, DataHeader.Fields fields, boolean whole) throws IOException {
        int count = fields.segments();
        long tiers = DataLayout.tiersOffset(count);
        ByteBuffer heads = map(channel, 0, whole ? fields.fileLength() : tiers);
        Segment[] segments = new Segment[count];
        for (int i = 0; i < count; i++) {
            long at = tiers + i * fields.size().bytes();
            segments[i] = new Segment(
                    new Segment.Place(i, count, fields.size(), at),
                    heads,
                    DataLayout.HEADER + i * DataLayout.SEGMENT_HEADER,
                    whole ? heads : map(channel, at, fields.size().bytes()),
                    whole ? (int) at : 0);
        }
        return segments;
    }

    private static ByteBuffer map(FileChannel channel, long from, long length) throws IOException {
        return channel.map(FileChannel.MapMode.READ_WRITE, from, length).order(ByteOrder.nativeOrder());
    }

    int segments() {
        return segments.length;
    }

    SegmentSize size() {
        return fields.size();
    }

    Segment segment(int index) {
        return segments[index];
    }

    /** How many bytes the file has, up to the page. */
    long length() {
        return fields.fileLength();
    }

    Path path() {
        return path;
    }

    /** Returns when everything that was written is on disk. */
    void force() {
        try {
            Disk.sync(path);
        } catch (IOException e) {
            throw FileFailures.explain("flush", path, e);
        }
    }
}
