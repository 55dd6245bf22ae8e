package io.parley.observe;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A file or directory of a domain, as {@link DomainView} found it; a snapshot. What is no object, or is damaged, is one
 * as well: {@link #state} and {@link #problem} say so.
 *
 * @param name how the object is called; the whole file name if that is none of an object's
 * @param kind what its header says it is, in words such as {@code lock}, {@code long array}, {@code queue}; empty if
 *     the header cannot be believed
 * @param file the name of its file or directory in the domain, such as {@code orders.queue}
 * @param path where that lies
 * @param state whether it can be used
 * @param problem what is wrong with it and what to do; empty if nothing is
 * @param bytes the length of its file, or of all files in its directory; what is sparse takes less on disk
 * @param layoutVersion of the file format; 0 if unknown
 * @param typeCode Python's letter for the type of its elements, empty where it has none
 * @param capacity the elements it was made for; 0 where its creator named none
 * @param generation a random number in hexadecimal that tells a re-created object from an earlier one of that name
 * @param createdAt when it was created; empty if unknown
 * @param creator owner word of the process that created it, 0 if unknown; {@link DomainView#creator} looks it up
 * @param recording whether latencies of the object are being recorded
 */
public record ObjectInfo(
        String name,
        String kind,
        String file,
        Path path,
        State state,
        String problem,
        long bytes,
        int layoutVersion,
        String typeCode,
        long capacity,
        String generation,
        Optional<Instant> createdAt,
        int creator,
        boolean recording) {
    private static final Set<String> BOOKKEEPING = Set.of("domain", "wait board", "children");

    /** Whether an object can be used. */
    public enum State {
        /** It can. */
        READY,
        /** It was deleted, and whoever opens the name next removes what is left. */
        DELETED,
        /** Somebody is building it, or died doing so: it does not exist yet. */
        UNFINISHED,
        /** Not an object of Parley's. */
        FOREIGN,
        /** An object of a layout or a kind that this version of Parley does not know. */
        NEWER,
        /** An object, but not as its creator made it. */
        DAMAGED,
        /** This user may not read it, or the file system cannot. */
        UNREADABLE
    }

    /**
     * Whether it is one of the files that the domain keeps for itself: process table, wait board, table of children.
     *
     * @return false for what users create
     */
    public boolean isBookkeeping() {
        return BOOKKEEPING.contains(kind);
    }
}
