package io.parley.internal.memory;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.ObjectVersionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Decides whether a file may be mapped as the object the caller asked for; each refusal says found and expected. */
final class ObjectValidation {
    private ObjectValidation() {}

    static void requireRegularFile(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw foreign(path, describe(path, found), "a regular file");
        }
    }

    static void requireDirectoryOrNothing(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory()) {
                throw foreign(path, describe(path, found), "a directory");
            }
        }
    }

    private static ForeignFileException foreign(Path path, String found, String expected) {
        return new ForeignFileException("not a Parley object: " + path + " found=" + found + ", expected=" + expected
                + ". Choose another name, or move the stranger away");
    }

    private static String describe(Path path, BasicFileAttributes found) throws IOException {
        if (found.isSymbolicLink()) {
            return "a symbolic link to " + Files.readSymbolicLink(path);
        }
        if (found.isDirectory()) {
            return "a directory";
        }
        return found.isRegularFile() ? "a regular file" : "a device, socket or pipe";
    }

    static ByteBuffer readHeader(Path path, FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(ObjectHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
            // a short read is possible; the end of the file ends the loop
        }
        int found = header.position();
        if (found < Long.BYTES || header.getLong(0) != ObjectHeader.MAGIC) {
            throw foreign(path, "a file of " + channel.size() + " bytes without Parley's magic", "an object file");
        }
        if (found < ObjectHeader.LENGTH) {
            throw truncated(path, channel.size(), ObjectHeader.LENGTH);
        }
        return header.clear();
    }

    static ObjectHeader.Fields check(Path path, ByteBuffer raw, long size, ObjectFile.Spec wanted) {
        ObjectHeader.Fields found = ObjectHeader.decode(raw);
        if (found.version() > ObjectHeader.VERSION || found.version() < 1) {
            throw new ObjectVersionException("object has layout version " + found.version() + ": " + path
                    + ", this Parley reads 1.." + ObjectHeader.VERSION + ". Open it with a newer Parley");
        }
        if (!ObjectHeader.isIntact(raw)) {
            throw new ObjectCorruptException("header does not match its checksum: " + path
                    + ". Restore the file, or delete it and let it be created again");
        }
        if (found.kind() != wanted.kind().id()) {
            throw mismatch(
                    path,
                    "kind",
                    ObjectKind.describe(found.kind()),
                    ObjectKind.describe(wanted.kind().id()));
        }
        if (found.typeCode() != wanted.typeCode()) {
            throw mismatch(path, "type", (char) found.typeCode(), (char) wanted.typeCode());
        }
        if (wanted.capacity() >= 0 && found.capacity() != wanted.capacity()) {
            throw mismatch(path, "length", found.capacity(), wanted.capacity());
        }
        if (found.length() < ObjectHeader.LENGTH || (wanted.capacity() >= 0 && found.length() != wanted.length())) {
            throw new ObjectCorruptException("header tells a length that such an object cannot have: " + path
                    + " found=" + found.length() + " bytes, expected="
                    + (wanted.capacity() >= 0 ? wanted.length() : "at least " + ObjectHeader.LENGTH)
                    + ". Restore the file, or delete it and let it be created again");
        }
        if (size < found.length()) {
            throw truncated(path, size, found.length());
        }
        return found;
    }

    private static ObjectMismatchException mismatch(Path path, String what, Object found, Object expected) {
        return new ObjectMismatchException("object has another " + what + ": " + path + " found=" + found
                + ", expected=" + expected + ". Open it as what it is, or choose another name");
    }

    private static ObjectCorruptException truncated(Path path, long found, long expected) {
        return new ObjectCorruptException("object file is truncated: " + path + " found=" + found + " bytes, expected="
                + expected + ". Restore the file, or delete it and let it be created again");
    }

    static long generationOf(Path path) throws IOException {
        requireRegularFile(path);
        return Uninterrupted.call(() -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return readHeader(path, channel).getLong(ObjectHeader.GENERATION);
            }
        });
    }
}
