package io.parley.internal.memory;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.os.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One mapped object file: created or opened, whichever comes first, without any lock.
 *
 * <p>A creator builds the whole file under a temporary name and links it to its final name; the kernel lets exactly one
 * link win, the losers open the winner's file. So a file that has its final name is complete, whoever died when. What a
 * dead creator left is named after its owner word and removed by the reaper.
 */
public final class ObjectFile {
    /** How temporary names begin; the owner word follows in hexadecimal. */
    public static final String TEMPORARY = ".tmp-";

    /** Random, because founders of a domain have no owner word yet and in containers they all may have the same pid. */
    private static final String PROCESS =
            Long.toHexString(ThreadLocalRandom.current().nextLong());

    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final int ATTEMPTS = 1_000;
    private static final int FIRST_PAGE = 4096;

    private final Path path;
    private final Path root;
    private final Memory memory;
    private final ObjectHeader.Fields header;
    private final boolean created;

    private ObjectFile(Path path, Path root, Memory memory, ObjectHeader.Fields header, boolean created) {
        this.path = path;
        this.root = root;
        this.memory = memory;
        this.header = header;
        this.created = created;
    }

    /** The same file behind a gate of its own, which closing this one's memory leaves open. */
    public ObjectFile share() {
        return new ObjectFile(path, root, memory.share(), header, created);
    }

    /**
     * What the caller wants the object to be; {@code capacity} −1 takes what is there. Of a sparse file only the first
     * page has blocks from the start.
     */
    public record Spec(
            ObjectKind kind, int typeCode, long capacity, long length, boolean sparse, Consumer<Memory> body) {
        /** A file whose blocks are reserved. */
        public Spec(ObjectKind kind, int typeCode, long capacity, long length, Consumer<Memory> body) {
            this(kind, typeCode, capacity, length, false, body);
        }
    }

    /** Who creates, and under which rules. */
    public record Site(
            int owner, long incarnation, Clock clock, boolean durable, NameLock names, Set<Permission> access) {
        /** File attributes for {@link Files#createFile}-like calls. */
        FileAttribute<?> fileAttribute() {
            return Permission.attribute(access, false);
        }

        /** A name nobody else uses, found again by the reaper. */
        public Path temporary(Path target) {
            String unique = Integer.toHexString(owner) + "-" + PROCESS + "-" + SEQUENCE.incrementAndGet();
            return target.resolveSibling(TEMPORARY + unique + "-" + target.getFileName());
        }
    }

    /** Serialises the removal of names between processes. */
    public interface NameLock {
        /** Runs {@code action} while no other process of the domain removes names. */
        void whileHeld(Runnable action);
    }

    /** Opens the object at {@code path}, creating it first if there is none. */
    public static ObjectFile createOrOpen(Path path, Spec spec, Site site) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                ObjectFile existing = Uninterrupted.call(() -> openIfPresent(path, path, spec, site));
                if (existing != null) {
                    return existing;
                }
                ObjectFile mine = Uninterrupted.call(() -> create(path, spec, site));
                if (mine != null) {
                    return mine;
                }
            }
        } catch (IOException e) {
            throw FileFailures.explain("open or create", path, e);
        }
        throw new ObjectCorruptException("object appears and vanishes: " + path + " attempts=" + ATTEMPTS
                + ". Some process creates and deletes it in a loop");
    }

    /** Opens the object at {@code path}; null if there is none. */
    public static ObjectFile openExisting(Path path, Spec spec, Site site) {
        return openExisting(path, path, spec, site);
    }

    /** The same for an object with a directory of its own, {@code root}, which goes when it is deleted. */
    public static ObjectFile openExisting(Path path, Path root, Spec spec, Site site) {
        try {
            return Uninterrupted.call(() -> openIfPresent(path, root, spec, site));
        } catch (IOException e) {
            throw FileFailures.explain("open", path, e);
        }
    }

    private static ObjectFile openIfPresent(Path path, Path root, Spec spec, Site site) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        ObjectValidation.requireRegularFile(path);
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer raw = ObjectValidation.readHeader(path, channel);
            ObjectHeader.Fields header = ObjectValidation.check(path, raw, channel.size(), spec);
            ObjectFile file =
                    new ObjectFile(path, root, Memory.map(channel, header.length(), path.toString()), header, false);
            if (!file.isDeleted()) {
                return file;
            }
            file.unlink(site);
            return null;
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private static ObjectFile create(Path path, Spec spec, Site site) throws IOException {
        Path temporary = site.temporary(path);
        try {
            ObjectFile file = build(temporary, path, path, spec, site);
            Failpoint.CREATE_BEFORE_LINK.hit();
            Files.createLink(path, temporary);
            Failpoint.CREATE_AFTER_LINK.hit();
            return file;
        } catch (FileAlreadyExistsException lostTheRace) {
            return null;
        } catch (NoSuchFileException sweptAway) {
            // A winner that finds the name given clears the losers' files away: see Reaper.
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            throw sweptAway;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Opens the object whose state file lies in its own directory, creating the directory with the file inside if there
     * is none: built aside and renamed, so that a directory with its final name always has its state file.
     */
    public static ObjectFile createOrOpenIn(Path directory, String fileName, Spec spec, Site site) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                ObjectValidation.requireDirectoryOrNothing(directory);
                ObjectFile existing =
                        Uninterrupted.call(() -> openIfPresent(directory.resolve(fileName), directory, spec, site));
                if (existing != null) {
                    return existing;
                }
                ObjectFile mine = Uninterrupted.call(() -> createIn(directory, fileName, spec, site));
                if (mine != null) {
                    return mine;
                }
            }
        } catch (IOException e) {
            throw FileFailures.explain("open or create", directory, e);
        }
        throw new ObjectCorruptException("directory is not empty and has no " + fileName + ": " + directory
                + ". Move the stranger away or choose another name");
    }

    private static ObjectFile createIn(Path directory, String fileName, Spec spec, Site site) throws IOException {
        Path temporary = site.temporary(directory);
        Files.createDirectory(temporary, Permission.attribute(site.access(), true));
        try {
            Permission.enforce(temporary, site.access(), true);
            ObjectFile file = build(temporary.resolve(fileName), directory.resolve(fileName), directory, spec, site);
            Failpoint.CREATE_BEFORE_LINK.hit();
            if (!rename(temporary, directory)) {
                return null;
            }
            Failpoint.CREATE_AFTER_LINK.hit();
            return file;
        } finally {
            FileTrees.delete(temporary);
        }
    }

    /** Gives the directory its name; false if something has it already. */
    private static boolean rename(Path temporary, Path directory) throws IOException {
        try {
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw e;
        }
    }

    private static ObjectFile build(Path at, Path target, Path root, Spec spec, Site site) throws IOException {
        long capacity = Math.max(0, spec.capacity());
        ObjectHeader.Fields header = new ObjectHeader.Fields(
                ObjectHeader.VERSION,
                spec.kind().id(),
                spec.typeCode(),
                site.owner(),
                newGeneration(),
                spec.length(),
                capacity,
                site.incarnation(),
                site.clock().epochNs());
        try (FileChannel channel = FileChannel.open(
                at,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                site.fileAttribute())) {
            Permission.enforce(at, site.access(), false);
            if (spec.sparse()) {
                Blocks.allocateSparsely(at, channel, spec.length(), FIRST_PAGE);
            } else {
                Blocks.allocate(at, channel, spec.length());
            }
            Memory memory = Memory.map(channel, spec.length(), target.toString());
            spec.body().accept(memory);
            byte[] encoded = ObjectHeader.encode(header).array();
            memory.putBytes(0, encoded, 0, encoded.length);
            if (site.durable()) {
                channel.force(true);
            }
            return new ObjectFile(target, root, memory, header, true);
        }
    }

    private static long newGeneration() {
        long random = ThreadLocalRandom.current().nextLong();
        return random == 0 ? 1 : random;
    }

    /** The generation of the object at a path; 0 if there is none, or something else. */
    public static long generationAt(Path path) {
        try {
            return ObjectValidation.generationOf(path);
        } catch (NoSuchFileException none) {
            return 0;
        } catch (ForeignFileException stranger) {
            return 0;
        } catch (IOException e) {
            throw FileFailures.explain("look at", path, e);
        }
    }

    /** Where the object lives. */
    public Path path() {
        return path;
    }

    /** The mapped file. */
    public Memory memory() {
        return memory;
    }

    /** The header's immutable fields. */
    public ObjectHeader.Fields header() {
        return header;
    }

    /** What the object is. */
    public ObjectKind kind() {
        return ObjectKind.of(header.kind());
    }

    /** Whether this call created the object. */
    public boolean isCreated() {
        return created;
    }

    /** Whether somebody deleted the object. */
    public boolean isDeleted() {
        return memory.getIntVolatile(ObjectHeader.STATE) == ObjectHeader.DELETED;
    }

    /** Throws if somebody deleted the object. */
    public void requireNotDeleted() {
        if (isDeleted()) {
            throw new ObjectDeletedException("object was deleted: " + path + ". Open it again to create a new one");
        }
    }

    /** Marks the object deleted; false if it was already. */
    public boolean markDeleted() {
        return memory.compareAndSetInt(ObjectHeader.STATE, ObjectHeader.READY, ObjectHeader.DELETED);
    }

    /**
     * Removes the object's name, and its directory if it has one, if the name still means this object: a new object of
     * the same name is safe.
     */
    public void unlink(Site site) {
        site.names().whileHeld(() -> {
            try {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                        && ObjectValidation.generationOf(path) == header.generation()) {
                    Path aside = site.temporary(root);
                    Files.move(root, aside, StandardCopyOption.ATOMIC_MOVE);
                    FileTrees.delete(aside);
                }
            } catch (NoSuchFileException alreadyGone) {
                return;
            } catch (IOException e) {
                throw FileFailures.explain("delete", root, e);
            }
        });
    }
}
