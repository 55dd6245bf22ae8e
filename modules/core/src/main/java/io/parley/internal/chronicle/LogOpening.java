package io.parley.internal.chronicle;

import io.parley.DomainAccessException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Opens a directory with Chronicle and refuses what is not the log asked for, where Chronicle would make do with it.
 */
final class LogOpening {
    private LogOpening() {}

    static RollCycle rollCycle(String name) {
        for (RollCycle candidate : RollCycles.all()) {
            if (candidate.toString().equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no such roll cycle: '" + name + "'. FAST_DAILY and FAST_HOURLY are usual");
    }

    static SingleChronicleQueue open(Path directory, LogFiles files, LogClock clock) {
        if (Files.exists(directory) && !Files.isWritable(directory)) {
            throw unwritable(directory);
        }
        files.prepare(clock);
        SingleChronicleQueue queue;
        try {
            queue = files.queue(clock);
        } catch (RuntimeException e) {
            throw corrupt(directory, "Chronicle cannot read it: " + e, e);
        }
        if (queue.metaStore().readOnly()) {
            // Chronicle's way of going on without its metadata.
            queue.close();
            throw Files.isWritable(files.metadata())
                    ? corrupt(
                            directory,
                            "its metadata cannot be read: " + files.metadata().getFileName(),
                            null)
                    : unwritable(files.metadata());
        }
        return queue;
    }

    static ObjectCorruptException corrupt(Path directory, String why, Throwable cause) {
        return new ObjectCorruptException(
                "log is damaged: " + directory + "; " + why + ". Restore it from a copy, or delete it", cause);
    }

    private static DomainAccessException unwritable(Path path) {
        return new DomainAccessException("cannot write the log: " + path + " user=" + System.getProperty("user.name")
                + ". Run as the owner, or create the domain with group access");
    }

    static void requireSame(Path directory, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new ObjectMismatchException("log has another " + what + ": " + directory + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }
}
