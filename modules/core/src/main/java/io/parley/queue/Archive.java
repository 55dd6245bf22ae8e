package io.parley.queue;

import io.parley.Codec;
import io.parley.DomainAccessException;
import io.parley.ObjectMismatchException;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.os.SystemClock;
import io.parley.internal.queue.ArchiveManifest;
import io.parley.internal.queue.ArchiveManifest.Segment;
import io.parley.internal.queue.ArchiveVerification;
import io.parley.internal.queue.MessageCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link Recorder} recorded. Needs no domain, no queue and no JVM flags, writes nothing, and can be copied
 * anywhere.
 *
 * <p><b>Threading:</b> any thread. <b>Processes:</b> may be read while it is recorded. Holds no file open: there is
 * nothing to close. <b>Differs from Python:</b> there is no such thing.
 *
 * @param <E> the message type
 */
public final class Archive<E> {
    private final Path directory;
    private final MessageCodec<E> codec;

    private Archive(Path directory, Codec<E> codec) {
        this.directory = directory;
        this.codec = new MessageCodec<>(codec);
    }

    /**
     * Opens an archive.
     *
     * @param <E> the message type
     * @param directory where it lies
     * @param codec the queue's
     * @return the archive
     * @throws ObjectMismatchException if it was recorded from a queue with another codec
     * @throws DomainAccessException if there is no archive
     * @throws io.parley.ObjectCorruptException if its manifest is damaged
     * @throws io.parley.ObjectVersionException if a newer Parley recorded it
     */
    public static <E> Archive<E> open(Path directory, Codec<E> codec) {
        Archive<E> archive = new Archive<>(directory, codec);
        String found = archive.manifest().facts().codec();
        if (!found.equals(codec.id())) {
            throw new ObjectMismatchException("archive has another codec: " + directory + " found=" + found
                    + ", expected=" + codec.id() + ". Open it with what it has");
        }
        return archive;
    }

    private ArchiveManifest manifest() {
        ArchiveManifest manifest = ArchiveManifest.read(directory);
        if (manifest == null) {
            throw new DomainAccessException("no archive: " + directory + " missing=" + ArchiveManifest.FILE
                    + ". Record one with Recorder.open, or check the path");
        }
        return manifest;
    }

    /**
     * Everything that can be done with a queue's history; see {@link Replay}. Every message's checksum is checked. A
     * live replay follows the recorder.
     *
     * @return a replay of everything, to be narrowed down and run
     */
    public Replay<E> replay() {
        return new Replay<>(this::source, SystemClock.LOCAL);
    }

    private ReplaySource<E> source(Consumer<? super Damage> onDamage) {
        Consumer<? super Damage> told = onDamage == null ? ReplaySource::refuse : onDamage;
        LogHistory history = history(found -> told.accept(Damage.of(found)));
        return new LogSource<>(
                history,
                null,
                () -> manifest().counted(),
                () -> false,
                (bytes, index) -> codec.decode(bytes, directory, index));
    }

    private LogHistory history(Consumer<? super LogDamage> onDamage) {
        return new LogHistory(this::files, () -> manifest().counted(), onDamage);
    }

    private List<CycleFile> files() {
        return manifest().files(directory);
    }

    /**
     * Reads everything and checks the checksum of every message and of every file.
     *
     * @return what was found, by file
     */
    public QueueReport verify() {
        QueueReport messages = QueueReport.of(directory, files(), this::history, passed -> {});
        List<Damage> damages = new ArrayList<>(messages.damages());
        for (Segment segment : manifest().segments()) {
            Path file = directory.resolve(segment.file());
            if (damages.stream().noneMatch(damage -> damage.file().equals(file))) {
                ArchiveVerification.damage(file, segment).ifPresent(found -> damages.add(Damage.of(found)));
            }
        }
        return messages.with(damages);
    }

    /**
     * Where the archive lies.
     *
     * @return the directory given to {@link #open}
     */
    public Path path() {
        return directory;
    }

    /**
     * The name of the queue that was recorded.
     *
     * @return the name it had
     */
    public String queueName() {
        return manifest().facts().queue();
    }

    /**
     * When the archive was begun.
     *
     * @return by the clock of the domain
     */
    public Instant createdAt() {
        return Instant.ofEpochSecond(0, manifest().createdNs());
    }

    @Override
    public String toString() {
        return "Archive(" + directory + ")";
    }
}
