package io.parley.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a consumer handled, written down before it says so to anybody; the page cache keeps it when the process dies.
 */
final class Journal implements AutoCloseable {
    private static final String PREFIX = "journal-";
    private static final int LENGTH = Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int ACKNOWLEDGED = 0;

    private final ByteBuffer line = ByteBuffer.allocate(LENGTH);
    private final FileChannel channel;

    /** One handled delivery or, as delivery 0, one acknowledgement that succeeded; and the monotonic time. */
    record Line(long sequence, int delivery, long atNs) {
        boolean isAcknowledgement() {
            return delivery == ACKNOWLEDGED;
        }
    }

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    static Journal open(Path directory) throws IOException {
        Path file = directory.resolve(PREFIX + ProcessHandle.current().pid());
        return new Journal(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** The message will not come again; a process that dies before it can write so leaves {@link #handled} last. */
    void acknowledged(long sequence) {
        handled(sequence, ACKNOWLEDGED);
    }

    void handled(long sequence, int delivery) {
        try {
            channel.write(line.clear()
                    .putLong(sequence)
                    .putInt(delivery)
                    .putLong(System.nanoTime())
                    .flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> readAll(Path directory) throws IOException {
        List<Line> lines = new ArrayList<>();
        readEach(directory).forEach(lines::addAll);
        return lines;
    }

    /** One list for each process. */
    static List<List<Line>> readEach(Path directory) throws IOException {
        List<List<Line>> journals = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : files) {
                List<Line> lines = new ArrayList<>();
                ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
                while (in.remaining() >= LENGTH) {
                    lines.add(new Line(in.getLong(), in.getInt(), in.getLong()));
                }
                journals.add(lines);
            }
        }
        return journals;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
