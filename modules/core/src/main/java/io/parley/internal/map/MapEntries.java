package io.parley.internal.map;

import io.parley.ParleyException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The entries of a map as its files lie there, for who takes no part in its domain: takes no lock and stores nothing,
 * and needs the right to read, no more.
 *
 * <p>Of each stripe, what it has at one moment. Where writers come between each of many times, or one died in the
 * middle and nobody has put that right yet, what it had shortly before or after a change, entry by entry. An entry that
 * does not match its checksum is left out and counted. One thread at a time.
 */
public final class MapEntries {
    private static final int LOOKS = 50;

    private final Path directory;
    private final Memory state;
    private final int stripes;
    private final boolean ordered;
    private final Map<Long, DataFile> open = new HashMap<>();
    private int damaged;
    private int disturbed;

    /**
     * An entry.
     *
     * @param key its bytes
     * @param value its bytes, without sequence number
     * @param sequence its place in the order of insertion; 0 if the map keeps none
     */
    public record Entry(byte[] key, byte[] value, long sequence) {}

    /** Of a map that {@link MapGlance} has looked at. */
    public MapEntries(MapGlance map) {
        this.directory = map.directory();
        this.ordered = map.isOrdered();
        this.state = ObjectGlance.of(directory.resolve(MapLayout.STATE_FILE)).map();
        this.stripes = state.getInt(MapLayout.STRIPES);
    }

    /** Shows every entry, in order of insertion if the map keeps that. */
    public void forEach(Consumer<Entry> action) {
        damaged = 0;
        disturbed = 0;
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < stripes; i++) {
            if (ordered) {
                all.addAll(stripe(i).values());
            } else {
                stripe(i).values().forEach(action);
            }
        }
        all.sort(Comparator.comparingLong(Entry::sequence));
        all.forEach(action);
    }

    /** The entry of a key; null if there is none. */
    public Entry find(byte[] key) {
        damaged = 0;
        disturbed = 0;
        long hash = XxHash64.hash(key, 0, key.length);
        return stripe(Segment.indexOf(hash, stripes)).get(ByteBuffer.wrap(key));
    }

    /** How many entries the last call left out, because they do not match their checksums. */
    public int damaged() {
        return damaged;
    }

    /** How many stripes the last call could not read as they were at one moment. */
    public int disturbed() {
        return disturbed;
    }

    private Map<ByteBuffer, Entry> stripe(int index) {
        int before = damaged;
        Copier copier = new Copier();
        boolean ofOneMoment = false;
        for (int look = 1; look <= LOOKS && !ofOneMoment; look++) {
            ofOneMoment = copied(index, copier, look == LOOKS);
            Thread.yield();
        }
        disturbed += ofOneMoment ? 0 : 1;
        damaged = before + copier.damaged;
        return copier.found;
    }

    /** False if somebody wrote meanwhile; what was copied is whole entry by entry then, if it is the last attempt. */
    private boolean copied(int index, Copier copier, boolean last) {
        int stripe = MapLayout.stripe(index);
        long version = state.getLongAcquire(stripe + MapLayout.VERSION);
        long home = state.getLongAcquire(stripe + MapLayout.HOME);
        copier.begin();
        if ((version & 1) != 0 && !last) {
            return false;
        }
        if (home != 0) { // its creator has got that far
            DataFile data;
            try {
                data = open.computeIfAbsent(home, number -> DataFile.openForReading(path(number), null));
            } catch (ParleyException e) {
                if (state.getLongAcquire(stripe + MapLayout.HOME) == home) {
                    throw e;
                }
                return false; // it has moved to its next file
            }
            data.segment(index).forEach(copier);
        }
        Words.acquireFence();
        return (version & 1) == 0 && state.getLong(stripe + MapLayout.VERSION) == version;
    }

    private Path path(long generation) {
        return Generations.path(directory, generation);
    }

    /** A slot may be there twice, after a writer's death or while one is at work. */
    private final class Copier implements EntryVisitor {
        private final Map<ByteBuffer, Entry> found = new LinkedHashMap<>();
        private final MessageBuffer key = new MessageBuffer();
        private final MessageBuffer value = new MessageBuffer();
        private int damaged;

        void begin() {
            found.clear();
            damaged = 0;
        }

        @Override
        public boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength) {
            EntryBytes.get(words, keyOffset, keyLength, key);
            EntryBytes.get(words, valueOffset, valueLength, value);
            long hash = Segment.hash(key);
            boolean whole = Rescue.isWhole(words, hash, keyOffset + keyLength, keyLength, valueOffset + valueLength);
            if (whole && value.length() >= (ordered ? Long.BYTES : 0)) {
                byte[] name = copy(key, 0);
                long sequence = ordered ? value.readLong() : 0;
                found.putIfAbsent(
                        ByteBuffer.wrap(name), new Entry(name, copy(value, ordered ? Long.BYTES : 0), sequence));
            } else {
                damaged++;
            }
            return true;
        }

        private static byte[] copy(MessageBuffer bytes, int from) {
            byte[] copy = new byte[bytes.length() - from];
            bytes.moveTo(from);
            bytes.readBytes(copy, 0, copy.length);
            return copy;
        }
    }
}
