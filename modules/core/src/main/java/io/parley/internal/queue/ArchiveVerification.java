package io.parley.internal.queue;

import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.queue.ArchiveManifest.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Compares a file of an archive with what the manifest says about it. */
public final class ArchiveVerification {
    private ArchiveVerification() {}

    /** What is wrong with a file whose messages are all right. */
    public static Optional<LogDamage> damage(Path file, Segment segment) {
        if (segment.isOpen()) {
            return Optional.empty();
        }
        try {
            long length = Files.size(file);
            if (length != segment.length()) {
                return Optional.of(new LogDamage(
                        file,
                        Math.min(length, segment.length()),
                        segment.next(),
                        0,
                        "the file's length is wrong: found=" + length + ", expected=" + segment.length()));
            }
        } catch (NoSuchFileException e) {
            return Optional.of(new LogDamage(file, 0, segment.first(), segment.messages(), "the file is missing"));
        } catch (IOException e) {
            throw FileFailures.explain("read the archive", file, e);
        }
        return ArchiveSegment.sha256(file).equals(segment.sha256())
                ? Optional.empty()
                : Optional.of(new LogDamage(
                        file, 0, segment.next(), 0, "the file's checksum is wrong, though its messages are right"));
    }
}
