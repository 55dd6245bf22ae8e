package io.parley.internal.memory;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.ObjectVersionException;
import io.parley.ParleyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An object file as it lies there, whatever is wrong with it; looked at without opening the object. Changes nothing and
 * needs no right to.
 *
 * @param path the file
 * @param verdict what it is
 * @param problem what is wrong with it, in words; empty if nothing is
 * @param header what the header says; null unless that can be believed
 * @param recording the word that says whether latencies are recorded
 */
public record ObjectGlance(Path path, Verdict verdict, String problem, ObjectHeader.Fields header, int recording) {
    /** What a file can turn out to be. */
    public enum Verdict {
        /** An object that can be used. */
        READY,
        /** An object that was deleted, and is about to go. */
        DELETED,
        /** Not an object of Parley's. */
        FOREIGN,
        /** An object of a layout or a kind that this Parley does not know. */
        NEWER,
        /** An object, but not as its creator made it. */
        DAMAGED,
        /** This user may not read it, or the file system cannot. */
        UNREADABLE,
        /** Gone, or never there. */
        MISSING
    }

    /** Looks at a file. */
    public static ObjectGlance of(Path path) {
        try {
            return Uninterrupted.call(() -> look(path));
        } catch (NoSuchFileException gone) {
            return bad(path, Verdict.MISSING, "no such file");
        } catch (AccessDeniedException denied) {
            return bad(path, Verdict.UNREADABLE, "permission denied for user " + System.getProperty("user.name"));
        } catch (IOException e) {
            return bad(path, Verdict.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (ForeignFileException e) {
            return bad(path, Verdict.FOREIGN, e.getMessage());
        } catch (ObjectVersionException e) {
            return bad(path, Verdict.NEWER, e.getMessage());
        } catch (ParleyException e) {
            return bad(path, Verdict.DAMAGED, e.getMessage());
        }
    }

    private static ObjectGlance bad(Path path, Verdict verdict, String problem) {
        return new ObjectGlance(path, verdict, problem, null, 0);
    }

    private static ObjectGlance look(Path path) throws IOException {
        ObjectValidation.requireRegularFile(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer raw = ObjectValidation.readHeader(path, channel);
            ObjectHeader.Fields found = ObjectHeader.decode(raw);
            ObjectKind kind = ObjectKind.of(found.kind());
            if (kind == null && ObjectHeader.isIntact(raw)) {
                throw new ObjectVersionException("object is of an unknown kind: " + path + " found=" + found.kind()
                        + ". Look at it with a newer Parley");
            }
            ObjectValidation.check(
                    path,
                    raw,
                    channel.size(),
                    new ObjectFile.Spec(
                            kind == null ? ObjectKind.DOMAIN : kind, found.typeCode(), -1, 0, memory -> {}));
            return state(path, found, raw.getInt(ObjectHeader.STATE), raw.getInt(ObjectHeader.RECORDING));
        }
    }

    private static ObjectGlance state(Path path, ObjectHeader.Fields found, int state, int recording) {
        return switch (state) {
            case ObjectHeader.READY -> new ObjectGlance(path, Verdict.READY, "", found, recording);
            case ObjectHeader.DELETED ->
                new ObjectGlance(
                        path, Verdict.DELETED, "deleted; whoever opens the name next removes it", found, recording);
            default ->
                new ObjectGlance(
                        path,
                        Verdict.DAMAGED,
                        "header says neither ready nor deleted: " + path + " state=" + state
                                + ". Restore the file, or delete it and let it be created again",
                        found,
                        recording);
        };
    }

    /** Its kind; null unless its header can be believed. */
    public ObjectKind kind() {
        return header == null ? null : ObjectKind.of(header.kind());
    }

    /** Maps the whole file for looking only. */
    public Memory map() {
        return map(Long.MAX_VALUE);
    }

    /**
     * Maps the first bytes of the file for looking only.
     *
     * @throws ObjectDeletedException if the name leads to another object by now, or to none
     * @throws ObjectCorruptException if the file is shorter than its header says
     */
    public Memory map(long atMost) {
        Memory mapped;
        try {
            mapped = Uninterrupted.call(() -> {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    long length = Math.min(atMost, header.length());
                    if (channel.size() < length) {
                        throw new ObjectCorruptException("object file is truncated: " + path + " found="
                                + channel.size() + " bytes, expected=" + header.length()
                                + ". Restore the file, or delete it and let it be created again");
                    }
                    return Memory.mapReadOnly(channel, length, path.toString());
                }
            });
        } catch (NoSuchFileException gone) {
            throw replaced();
        } catch (IOException e) {
            throw FileFailures.explain("map", path, e);
        }
        if (mapped.getLong(ObjectHeader.GENERATION) != header.generation()) {
            throw replaced();
        }
        return mapped;
    }

    private ObjectDeletedException replaced() {
        return new ObjectDeletedException("object was deleted while somebody looked: " + path + ". Look again");
    }
}
