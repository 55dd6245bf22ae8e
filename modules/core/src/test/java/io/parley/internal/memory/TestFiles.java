package io.parley.internal.memory;

import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Raw views of object files, and creators that belong to no domain. */
public final class TestFiles {
    public static final int OWNER = 7 << 20 | 3;
    public static final long INCARNATION = 0x1234_5678_9ABC_DEF0L;

    private TestFiles() {}

    /** Maps a file as it is, whatever is in it. */
    public static Memory map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return Memory.map(channel, channel.size(), file.toString());
        }
    }

    public static Path zeros(Path file, int length) throws IOException {
        return Files.write(file, new byte[length]);
    }

    public static ObjectFile.Site site() {
        return site(EnumSet.noneOf(Permission.class));
    }

    public static ObjectFile.Site site(Set<Permission> access) {
        ReentrantLock names = new ReentrantLock();
        ObjectFile.NameLock whileHeld = action -> {
            names.lock();
            try {
                action.run();
            } finally {
                names.unlock();
            }
        };
        return new ObjectFile.Site(OWNER, INCARNATION, SystemClock.LOCAL, false, whileHeld, access);
    }

    /** The names in a directory, in order. */
    public static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
