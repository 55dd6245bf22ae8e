package io.parley.internal.map;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockWord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A map as its files lie there, whoever created it with whatever codecs; read without its domain and without any lock.
 * Changes nothing. While others write, numbers of different stripes are of different moments.
 */
public final class MapGlance {
    /** The kinds of objects that are maps underneath. */
    public static final Set<ObjectKind> KINDS =
            EnumSet.of(ObjectKind.MAP, ObjectKind.SET, ObjectKind.LIST, ObjectKind.NAMESPACE, ObjectKind.REFERENCE);

    private static final int ATTEMPTS = 10;

    private final Path directory;
    private final ObjectKind kind;
    private final ByteBuffer state;
    private final List<Part> parts;

    private MapGlance(Path directory, ObjectKind kind, ByteBuffer state, List<Part> parts) {
        this.directory = directory;
        this.kind = kind;
        this.state = state;
        this.parts = parts;
    }

    /**
     * One stripe.
     *
     * @param index its number
     * @param generation of the file that has its entries
     * @param entries how many it has
     * @param entriesAtMost how many it can have before the map grows
     * @param bytes of its entries, each rounded up to 32
     * @param bytesAtMost how many it has room for
     */
    public record Part(int index, long generation, int entries, int entriesAtMost, long bytes, long bytesAtMost) {}

    /** The directories of all maps in a domain's directory, by name. */
    public static Map<Path, ObjectKind> find(Path domain) {
        Map<Path, ObjectKind> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(domain)) {
            for (Path each : files) {
                ObjectKind kind = ObjectKind.ofFile(each.getFileName().toString());
                if (kind != null && KINDS.contains(kind) && Files.exists(each.resolve(MapLayout.STATE_FILE))) {
                    found.put(each, kind);
                }
            }
        } catch (IOException e) {
            throw FileFailures.explain("list", domain, e);
        }
        return found;
    }

    /**
     * Looks at a map.
     *
     * @throws ForeignFileException if it is none
     * @throws ObjectVersionException if another version of Parley wrote it
     * @throws ObjectCorruptException if it cannot be read
     */
    public static MapGlance of(Path directory) {
        for (int attempt = 1; ; attempt++) {
            ByteBuffer state = read(directory.resolve(MapLayout.STATE_FILE));
            ObjectKind kind = kind(directory, state);
            try {
                return new MapGlance(directory, kind, state, parts(directory, state));
            } catch (RuntimeException e) {
                // The map may have moved on to its next file between the two looks.
                boolean moved = !read(directory.resolve(MapLayout.STATE_FILE)).equals(state);
                if (!moved || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static ByteBuffer read(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw FileFailures.explain("read the map", file, e);
        }
    }

    private static ObjectKind kind(Path directory, ByteBuffer state) {
        if (state.capacity() < MapLayout.fileLength(1) || state.getLong(0) != ObjectHeader.MAGIC) {
            throw new ForeignFileException("not a map: " + directory + " found=a state file of " + state.capacity()
                    + " bytes, expected=an object file of Parley. Give the name of a map");
        }
        ObjectHeader.Fields header = ObjectHeader.decode(state);
        if (header.version() != ObjectHeader.VERSION) {
            throw new ObjectVersionException("map of an unknown layout: " + directory + " found=" + header.version()
                    + ", known=" + ObjectHeader.VERSION + ". Read it with the Parley that wrote it");
        }
        int stripes = state.getInt(MapLayout.STRIPES);
        if (stripes < 1 || stripes > MapConfig.MAX_STRIPES || MapLayout.fileLength(stripes) > state.capacity()) {
            throw new ObjectCorruptException("map has an impossible number of stripes: " + directory + " found="
                    + stripes + ", possible=1 to " + MapConfig.MAX_STRIPES + ". Salvage what is readable");
        }
        return KINDS.stream()
                .filter(kind -> kind.id() == header.kind())
                .findAny()
                .orElseThrow(() -> new ForeignFileException("not a map: " + directory + " found="
                        + ObjectKind.describe(header.kind()) + ". Give the name of a map"));
    }

    private static List<Part> parts(Path directory, ByteBuffer state) {
        Map<Long, DataFile> files = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < state.getInt(MapLayout.STRIPES); i++) {
            long generation = state.getLong(MapLayout.stripe(i) + MapLayout.HOME);
            if (generation == 0) {
                continue; // its creator has not got that far, or died
            }
            DataFile data = files.computeIfAbsent(
                    generation, number -> DataFile.openForReading(Generations.path(directory, number), null));
            Segment segment = data.segment(i);
            parts.add(new Part(
                    i,
                    generation,
                    segment.count(),
                    data.size().entries(),
                    (long) segment.usedChunks() * DataLayout.CHUNK,
                    (long) data.size().chunks() * DataLayout.CHUNK));
        }
        return List.copyOf(parts);
    }

    private String text(int at) {
        int length = Math.max(0, Math.min(MapLayout.CODEC_MAX, state.getInt(at)));
        return new String(state.array(), at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /** The map's directory. */
    public Path directory() {
        return directory;
    }

    /** What it is to its users. */
    public ObjectKind kind() {
        return kind;
    }

    /** Its name in the domain. */
    public String name() {
        String file = directory.getFileName().toString();
        return file.substring(0, file.length() - kind.suffix().length() - 1);
    }

    /** The id of its keys' codec. */
    public String keyCodec() {
        return text(MapLayout.KEY_CODEC_LENGTH);
    }

    /** The id of its values' codec. */
    public String valueCodec() {
        return text(MapLayout.VALUE_CODEC_LENGTH);
    }

    /** Whether it keeps the order of insertion. */
    public boolean isOrdered() {
        return state.getInt(MapLayout.ORDERED) != 0;
    }

    /** Its stripes. */
    public List<Part> parts() {
        return parts;
    }

    /** How many entries it has. */
    public long entries() {
        return parts.stream().mapToLong(Part::entries).sum();
    }

    /** The generation that all stripes are in, or on the way to. */
    public long generation() {
        return state.getLong(MapLayout.TARGET);
    }

    /** Stripes set right after a writer's death, ever. */
    public long repairs() {
        return state.getLong(MapLayout.REPAIRS);
    }

    /** Attempts to write, ever. */
    public long writes() {
        return sumOfLocks(LockWord.TOKEN);
    }

    /** How often a writer found another one, ever. */
    public long contended() {
        return sumOfLocks(LockWord.CONTENDED);
    }

    /** Stripes taken over from dead writers, ever. */
    public long recoveries() {
        return sumOfLocks(LockWord.RECOVERIES);
    }

    private long sumOfLocks(int word) {
        long sum = 0;
        for (int i = 0; i < state.getInt(MapLayout.STRIPES); i++) {
            sum += state.getLong(MapLayout.stripe(i) + word);
        }
        return sum;
    }

    /** Generations begun, ever. */
    public long moves() {
        return state.getLong(MapLayout.MOVES);
    }

    /** Entries given up because they were damaged, ever. */
    public long damaged() {
        return state.getLong(MapLayout.DAMAGED);
    }

    /** All files of the map, with their lengths. */
    public Map<Path, Long> files() {
        Map<Path, Long> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                files.put(each, Files.size(each));
            }
        } catch (IOException e) {
            throw FileFailures.explain("list", directory, e);
        }
        return files;
    }
}
