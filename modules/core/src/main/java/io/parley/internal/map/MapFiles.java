package io.parley.internal.map;

import io.parley.ForeignFileException;
import io.parley.ObjectMismatchException;
import io.parley.ParleyException;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectHeader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A map as its files lie there, read without its domain: for maps that cannot be opened, and for copies of them.
 * Changes nothing. One thread at a time.
 */
public final class MapFiles {
    private static final int LOOKS = 20;

    private final Path directory;
    private final Path stateFile;
    private final List<Long> generations;
    private final Map<Long, DataFile> open = new HashMap<>();
    private final List<MapFindings.Damage> damages = new ArrayList<>();
    private int busy;

    /**
     * Of a map's directory.
     *
     * @throws ForeignFileException if that is none
     */
    public MapFiles(Path directory) {
        this.directory = directory;
        this.stateFile = directory.resolve(MapLayout.STATE_FILE);
        try {
            generations = Generations.inDirectory(directory);
        } catch (IOException e) {
            throw FileFailures.explain("read the map", directory, e);
        }
        generations.sort(Comparator.reverseOrder());
        if (generations.isEmpty() && !Files.exists(stateFile)) {
            throw new ForeignFileException(
                    "not a map: " + directory + ". Give the directory of a map, <name>.map, or of a set or list");
        }
    }

    /** The id of the keys' codec; empty if the state file is damaged. */
    public String keyCodec() {
        return text(MapLayout.KEY_CODEC_LENGTH);
    }

    /** The id of the values' codec; empty if the state file is damaged. */
    public String valueCodec() {
        return text(MapLayout.VALUE_CODEC_LENGTH);
    }

    /** Whether it keeps the order of insertion; false if the state file is damaged. */
    public boolean isOrdered() {
        ByteBuffer state = state();
        return state != null && state.getInt(MapLayout.ORDERED) != 0;
    }

    private String text(int at) {
        ByteBuffer state = state();
        if (state == null) {
            return "";
        }
        int length = Math.max(0, Math.min(MapLayout.CODEC_MAX, state.getInt(at)));
        return new String(state.array(), at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /** The state file as it is now; null if it is damaged. */
    private ByteBuffer state() {
        try (RandomAccessFile raw = new RandomAccessFile(stateFile.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(raw.length(), MapLayout.fileLength(MapConfig.MAX_STRIPES))];
            raw.readFully(bytes);
            ByteBuffer state = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return isSound(state) ? state : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isSound(ByteBuffer state) {
        if (state.capacity() < MapLayout.fileLength(1)
                || state.getLong(0) != ObjectHeader.MAGIC
                || !ObjectHeader.isIntact(state)) {
            return false;
        }
        int stripes = state.getInt(MapLayout.STRIPES);
        return stripes >= 1
                && stripes <= MapConfig.MAX_STRIPES
                && Integer.bitCount(stripes) == 1
                && state.capacity() == MapLayout.fileLength(stripes);
    }

    private static long word(ByteBuffer state, int stripe, int offset) {
        return state.getLong(MapLayout.stripe(stripe) + offset);
    }

    /** Looks at every entry. Where others write the map meanwhile, at their stripes as far as they let it. */
    public MapFindings check() {
        begin();
        ByteBuffer state = state();
        long entries = 0;
        if (state == null) {
            damages.add(new MapFindings.Damage(stateFile, -1, -1, "is missing, or not the state file of a map"));
            for (Long generation : generations) {
                DataFile data = open(generation);
                for (int i = 0; data != null && i < data.segments(); i++) {
                    entries += report(data, SegmentCheck.of(data.segment(i)));
                }
            }
        } else {
            for (int i = 0; i < state.getInt(MapLayout.STRIPES); i++) {
                entries += check(i);
            }
        }
        return findings(entries);
    }

    private void begin() {
        damages.clear();
        open.clear();
        busy = 0;
    }

    /** Looks at a stripe until nobody has written it, or moved it to another file, meanwhile. */
    private long check(int stripe) {
        for (int look = 0; look < LOOKS; look++) {
            ByteBuffer before = state();
            long home = before == null ? 0 : word(before, stripe, MapLayout.HOME);
            DataFile data = home == 0 ? null : open(home);
            if (home == 0 || data != null && stripe >= data.segments()) {
                return 0;
            }
            SegmentCheck found = data == null ? null : SegmentCheck.of(data.segment(stripe));
            ByteBuffer after = state();
            if (after != null && word(after, stripe, MapLayout.VERSION) == word(before, stripe, MapLayout.VERSION)) {
                return found == null ? 0 : report(data, found);
            }
            if (data == null) {
                forget(home);
            }
        }
        busy++;
        return 0;
    }

    /** That the file is not there is no damage if nobody needs it any more. */
    private void forget(long generation) {
        open.remove(generation);
        damages.removeIf(damage -> damage.file().equals(Generations.path(directory, generation)));
    }

    private long report(DataFile data, SegmentCheck found) {
        found.damages()
                .forEach(damage -> damages.add(new MapFindings.Damage(
                        data.path(),
                        damage.segment(),
                        damage.offset(),
                        "slot " + damage.slot() + " " + damage.what())));
        return found.entries();
    }

    private MapFindings findings(long entries) {
        long bytes = 0;
        for (Long generation : generations) {
            bytes += Generations.path(directory, generation).toFile().length();
        }
        return new MapFindings(directory, entries, bytes, busy, List.copyOf(damages));
    }

    /** A generation's file; null, and that is reported once, if it cannot be opened. */
    private DataFile open(long generation) {
        if (!open.containsKey(generation)) {
            Path path = Generations.path(directory, generation);
            DataFile data = null;
            try {
                data = DataFile.openForReading(path, null);
            } catch (ParleyException e) {
                damages.add(new MapFindings.Damage(path, -1, -1, e.getMessage()));
            }
            open.put(generation, data);
        }
        return open.get(generation);
    }

    /**
     * Copies into another map what is readable: every entry that matches its checksum, also from files whose headers
     * are damaged or whose ends are missing. Keys that the other map has already stay as they are there. Not while
     * others write.
     *
     * @return how many entries were copied, and what is wrong
     * @throws ObjectMismatchException if the maps have different codecs or orders, as far as that can be seen
     */
    public MapFindings salvage(MapStore target) {
        begin();
        ByteBuffer state = state();
        if (state != null) {
            requireSameTypes(state, MapSchema.read(target.file()));
        }
        Salvage salvage = new Salvage(target);
        if (state == null) {
            for (Long generation : generations) {
                DataFile data = openAnyhow(generation, 0);
                for (int i = 0; data != null && i < data.segments(); i++) {
                    data.segment(i).forEach(salvage);
                }
            }
        } else {
            int stripes = state.getInt(MapLayout.STRIPES);
            for (int i = 0; i < stripes; i++) {
                salvage(salvage, i, stripes, word(state, i, MapLayout.HOME));
            }
            salvage.sequence(state.getLong(MapLayout.SEQUENCE));
        }
        salvage.finish();
        return findings(salvage.copied());
    }

    private void requireSameTypes(ByteBuffer state, MapSchema wanted) {
        boolean ordered = state.getInt(MapLayout.ORDERED) != 0;
        String keys = keyCodec();
        String values = valueCodec();
        if (!keys.equals(wanted.keyCodec()) || !values.equals(wanted.valueCodec()) || ordered != wanted.ordered()) {
            throw new ObjectMismatchException("maps of different types: " + directory + " keys=" + keys + ", values="
                    + values + ", ordered=" + ordered + "; expected keys=" + wanted.keyCodec() + ", values="
                    + wanted.valueCodec() + ", ordered=" + wanted.ordered()
                    + ". Salvage into a map with the codecs and the order that this one has");
        }
    }

    /** From where the stripe lived; or, if there is nothing, from where it may have lived before. */
    private void salvage(Salvage salvage, int stripe, int stripes, long home) {
        DataFile data = openAnyhow(home, stripes);
        for (int i = 0; data == null && i < generations.size(); i++) {
            data = openAnyhow(generations.get(i), stripes);
        }
        if (data != null && stripe < data.segments()) {
            data.segment(stripe).forEach(salvage);
        }
    }

    private DataFile openAnyhow(long generation, int stripes) {
        DataFile data = open(generation);
        Path path = Generations.path(directory, generation);
        if (data == null && Files.exists(path)) {
            data = LostHeader.open(path, stripes);
            open.put(generation, data);
        }
        return data;
    }

    /** Puts whole entries into a map that does not have their keys. */
    private static final class Salvage implements EntryVisitor {
        private final MapStore target;
        private final HighestSequence highest = new HighestSequence();
        private final MessageBuffer key = new MessageBuffer();
        private final MessageBuffer value = new MessageBuffer();
        private long copied;
        private long sequence;

        Salvage(MapStore target) {
            this.target = target;
        }

        @Override
        public boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength) {
            EntryBytes.get(words, keyOffset, keyLength, key);
            int payload = keyOffset + keyLength;
            if (Rescue.isWhole(words, Segment.hash(key), payload, keyLength, valueOffset + valueLength)) {
                EntryBytes.get(words, valueOffset, valueLength, value);
                if (target.putIfAbsent(key, value, null)) {
                    highest.visit(words, keyOffset, keyLength, valueOffset, valueLength);
                    copied++;
                }
            }
            return true;
        }

        void sequence(long given) {
            sequence = given;
        }

        /** Numbers that entries have are not given out again. */
        void finish() {
            if (target.isOrdered()) {
                target.core().raiseSequence(Math.max(sequence, highest.found()));
            }
        }

        long copied() {
            return copied;
        }
    }
}
