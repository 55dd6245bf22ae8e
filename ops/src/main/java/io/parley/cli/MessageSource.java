package io.parley.cli;

import io.parley.internal.queue.ArchiveManifest;
import io.parley.internal.queue.QueueFiles;
import io.parley.observe.ObjectInfo;
import io.parley.queue.Archive;
import io.parley.queue.Replay;
import java.nio.file.Path;

/**
 * Where a replay has its messages from: the files of a queue, or an archive. Takes no part in the domain.
 *
 * @param path where it lies
 * @param codec the id of its codec
 * @param next the number behind its last message; huge if somebody is recording the archive
 * @param all everything that is in it
 */
record MessageSource(Path path, String codec, long next, Replay<byte[]> all) {
    static MessageSource ofQueue(ObjectInfo queue) {
        QueueFiles files = new QueueFiles(queue.path());
        Replay<byte[]> all = Replay.ofFiles(queue.path(), new BytesCodec(files.codec()));
        return new MessageSource(queue.path(), files.codec(), files.appended(), all);
    }

    static MessageSource ofArchive(Path directory) {
        ArchiveManifest manifest = ArchiveManifest.read(directory);
        if (manifest == null) {
            throw CommandFailure.notFound("no archive: " + directory + " missing=" + ArchiveManifest.FILE)
                    .next("parley queue record NAME --to " + directory);
        }
        String codec = manifest.facts().codec();
        Replay<byte[]> all = Archive.open(directory, new BytesCodec(codec)).replay();
        return new MessageSource(directory, codec, manifest.counted(), all);
    }

    /** How users call it. */
    String name() {
        return path.getFileName().toString();
    }

    /** The number behind the last message, from which a place may be counted. */
    long end(Place place) {
        if (place.kind() == Place.Kind.LAST && next == Long.MAX_VALUE) {
            throw CommandFailure.usage(
                    "where it ends is not known while it is recorded: " + path + ". Say a time, or a message's number");
        }
        return next;
    }
}
