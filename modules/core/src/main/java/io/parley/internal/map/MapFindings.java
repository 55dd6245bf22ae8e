package io.parley.internal.map;

import java.nio.file.Path;
import java.util.List;

/**
 * What a look at all the files of a map has found.
 *
 * @param directory the map's directory
 * @param entries how many good entries there are
 * @param bytes how long its data files are
 * @param busy stripes that others wrote so often that they could not be looked at
 * @param damages what is wrong; empty if all is well
 */
public record MapFindings(Path directory, long entries, long bytes, int busy, List<Damage> damages) {
    /**
     * One thing that is wrong.
     *
     * @param file in which file
     * @param segment in which segment; −1 if that cannot be said
     * @param offset where in the file; −1 if that cannot be said
     * @param what what is wrong
     */
    public record Damage(Path file, int segment, long offset, String what) {}
}
