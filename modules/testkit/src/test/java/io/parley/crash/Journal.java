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
    private static final int LENGTH = Long.BYTES + Integer.BYTES;

    private final ByteBuffer line = ByteBuffer.allocate(LENGTH);
    private final FileChannel channel;

    /** One handled delivery. */
    record Line(long sequence, int delivery) {}

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    static Journal open(Path directory) throws IOException {
        Path file = directory.resolve(PREFIX + ProcessHandle.current().pid());
        return new Journal(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    void handled(long sequence, int delivery) {
        try {
            channel.write(line.clear().putLong(sequence).putInt(delivery).flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> readAll(Path directory) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : files) {
                ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
                while (in.remaining() >= LENGTH) {
                    lines.add(new Line(in.getLong(), in.getInt()));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
