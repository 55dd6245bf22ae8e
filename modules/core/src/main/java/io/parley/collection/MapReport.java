package io.parley.collection;

import io.parley.internal.map.MapFindings;
import java.nio.file.Path;
import java.util.List;

/**
 * What reading every entry of a map's files has found; also of those of a set, a list, a namespace or a reference,
 * which are maps underneath.
 *
 * @param path the map's directory
 * @param entries how many entries can be read and are as they were written
 * @param bytes how long the data files are
 * @param unread parts of the map that other processes wrote so often that they could not be read; 0 if nobody writes
 * @param damages what is wrong; empty if all is well
 */
public record MapReport(Path path, long entries, long bytes, int unread, List<Damage> damages) {
    /**
     * Makes the list unmodifiable.
     *
     * @param path the map's directory
     * @param entries how many entries are good
     * @param bytes how long the data files are
     * @param unread parts that could not be read
     * @param damages what is wrong
     */
    public MapReport {
        damages = List.copyOf(damages);
    }

    /**
     * A place where the bytes are not what was written.
     *
     * @param file the damaged file
     * @param segment which of its segments; −1 if the file as a whole is damaged
     * @param offset the byte at which it was noticed; −1 if the file as a whole is damaged
     * @param what what was found there
     */
    public record Damage(Path file, int segment, long offset, String what) {
        /** "file, segment 3, byte 4711: what". */
        @Override
        public String toString() {
            return segment < 0 ? file + ": " + what : file + ", segment " + segment + ", byte " + offset + ": " + what;
        }
    }

    static MapReport of(MapFindings found) {
        return new MapReport(
                found.directory(),
                found.entries(),
                found.bytes(),
                found.busy(),
                found.damages().stream()
                        .map(each -> new Damage(each.file(), each.segment(), each.offset(), each.what()))
                        .toList());
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true if there is no damage
     */
    public boolean isIntact() {
        return damages.isEmpty();
    }
}
