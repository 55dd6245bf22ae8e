package io.parley.internal.map;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/**
 * One segment of a data file: an open hash table of slots, and chunks of memory for the entries they name.
 *
 * <p>What a slot names never changes while it does. A change is a new entry in free chunks, and then one store of a
 * slot.
 *
 * <p><b>Threading:</b> no concurrency of its own. Methods for writers need the stripe's lock. Those for readers may run
 * while a writer works; then what they say may be nonsense, which the caller finds out by the stripe's version, but
 * they end, and throw nothing, and reach no memory of others. <b>Processes:</b> as threads. <b>Death:</b> at any store
 * of a writer leaves the entry old or new, and what {@link SegmentRepair} puts right: chunks that nothing names, a slot
 * twice, a count that is wrong. <b>Blocking:</b> none. <b>Allocation:</b> none but where buffers grow.
 */
final class Segment {
    /** No slot, no chunk. */
    static final int NONE = -1;
    /** What {@link #entry} says of a slot that names nothing sensible. */
    static final long NO_ENTRY = -1;

    /** Which segment of which file it is, and where in the file. */
    record Place(int index, int segments, SegmentSize size, long offset) {}

    private final Place place;
    private final ByteBuffer head;
    private final int headOffset;
    private final ByteBuffer words;
    private final int base;
    private final int mask;
    private final int hashShift;
    private final int chunks;
    private final int firstChunk;
    private final int end;
    private final ChunkMap used;

    Segment(Place place, ByteBuffer head, int headOffset, ByteBuffer words, int base) {
        this.place = place;
        this.head = head;
        this.headOffset = headOffset;
        this.words = words;
        this.base = base;
        int slots = place.size().slots();
        this.mask = slots - 1;
        this.hashShift = Integer.numberOfTrailingZeros(place.segments());
        this.chunks = place.size().chunks();
        this.firstChunk = base + (int) DataLayout.chunksOffset(slots, chunks);
        this.end = firstChunk + chunks * DataLayout.CHUNK;
        this.used = new ChunkMap(head, headOffset, words, base + (int) DataLayout.bitsOffset(slots), chunks);
    }

    /** The hash of a key, for every segment. */
    static long hash(MessageBuffer key) {
        return XxHash64.hash(key.array(), 0, key.length());
    }

    /** Which of so many segments a hash belongs to. */
    static int indexOf(long hash, int segments) {
        return (int) hash & segments - 1;
    }

    /** The bits of a hash that slots keep, which also say where in the table to begin. */
    private long searchKey(long hash) {
        long key = hash >>> hashShift & DataLayout.KEY_MASK;
        return key == 0 ? DataLayout.KEY_MASK : key;
    }

    private int slotOffset(int slot) {
        return base + (slot << DataLayout.SLOT_BITS);
    }

    private long slot(int slot) {
        return Words.getLongAcquire(words, slotOffset(slot));
    }

    private void putSlot(int slot, long value) {
        Words.putLongRelease(words, slotOffset(slot), value);
    }

    private static int chunkOf(long slot) {
        return (int) (slot >>> DataLayout.KEY_BITS);
    }

    private int offsetOf(int chunk) {
        return firstChunk + (chunk << DataLayout.CHUNK_BITS);
    }

    // ---- readers

    /** The slot of a key, or {@link #NONE}. For readers. */
    int find(MessageBuffer key, long hash) {
        long wanted = searchKey(hash);
        byte[] bytes = key.array();
        int length = key.length();
        int at = (int) wanted & mask;
        for (int left = mask; left >= 0; left--) {
            long slot = slot(at);
            if (slot == 0) {
                return NONE;
            }
            if ((slot & DataLayout.KEY_MASK) == wanted && hasKey(chunkOf(slot), bytes, length)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    private boolean hasKey(int chunk, byte[] key, int length) {
        if (chunk >= chunks) {
            return false;
        }
        int at = offsetOf(chunk);
        if (EntryBytes.getLength(words, at, end) != length) {
            return false;
        }
        at += EntryBytes.bytesOf(length);
        return length <= end - at && EntryBytes.equal(words, at, key, length);
    }

    /**
     * Copies a slot's value out, to be read from its beginning; false, and {@code target} is empty, if there is nothing
     * that makes sense. For readers.
     */
    boolean copyValue(int slot, MessageBuffer target) {
        long found = slot(slot);
        long value = found == 0 ? NO_ENTRY : valueOf(chunkOf(found));
        if (value == NO_ENTRY) {
            target.reset();
            return false;
        }
        EntryBytes.get(words, (int) (value >>> Integer.SIZE), (int) value, target);
        return true;
    }

    /** Where an entry's value is and how long, as two ints in a long; {@link #NO_ENTRY} if that makes no sense. */
    private long valueOf(int chunk) {
        if (chunk >= chunks) {
            return NO_ENTRY;
        }
        int at = offsetOf(chunk);
        int keyLength = EntryBytes.getLength(words, at, end);
        if (keyLength < 0) {
            return NO_ENTRY;
        }
        at += EntryBytes.bytesOf(keyLength);
        if (keyLength >= end - at) {
            return NO_ENTRY;
        }
        at += keyLength;
        int length = EntryBytes.getLength(words, at, end);
        if (length < 0) {
            return NO_ENTRY;
        }
        at += EntryBytes.bytesOf(length);
        return length > end - at - DataLayout.CHECKSUM ? NO_ENTRY : (long) at << Integer.SIZE | length;
    }

    /** Shows every entry that makes sense, in the order of slots. For readers. */
    void forEach(EntryVisitor visitor) {
        for (int i = 0; i <= mask; i++) {
            long slot = slot(i);
            if (slot != 0 && !show(chunkOf(slot), visitor)) {
                return;
            }
        }
    }

    private boolean show(int chunk, EntryVisitor visitor) {
        long value = valueOf(chunk);
        if (value == NO_ENTRY) {
            return true;
        }
        int start = offsetOf(chunk);
        int keyLength = EntryBytes.getLength(words, start, end);
        int keyAt = start + EntryBytes.bytesOf(Math.max(0, keyLength));
        // The lengths are read twice, and a writer may be at work.
        return keyLength < 0
                || keyLength > end - keyAt
                || visitor.visit(words, keyAt, keyLength, (int) (value >>> Integer.SIZE), (int) value);
    }

    /** How many entries there are; exact unless a writer is at work or died. */
    int count() {
        return Words.getIntAcquire(head, headOffset + DataLayout.ENTRIES);
    }

    /** How many chunks are in use. Looks at a bit for each. */
    int usedChunks() {
        return used.used();
    }

    /** Which segment this is, of which size. */
    Place place() {
        return place;
    }

    // ---- the writer, under the stripe's lock

    /** How many chunks an entry takes. */
    static int chunksFor(int keyLength, int valueLength) {
        int bytes = EntryBytes.bytesOf(keyLength)
                + keyLength
                + EntryBytes.bytesOf(valueLength)
                + valueLength
                + DataLayout.CHECKSUM;
        return bytes + DataLayout.CHUNK - 1 >>> DataLayout.CHUNK_BITS;
    }

    /** Takes a run of chunks, and says where it begins; {@link #NONE} if there is no run as long as that. */
    int allocate(int count) {
        return used.allocate(count);
    }

    /** Writes an entry into chunks that were allocated for it. */
    void write(int chunk, MessageBuffer key, long hash, MessageBuffer value) {
        int keyLength = key.length();
        int at = EntryBytes.putLength(words, offsetOf(chunk), keyLength);
        int payload = EntryBytes.put(words, at, key);
        Failpoint.MAP_ENTRY_HALF_WRITTEN.hit();
        at = EntryBytes.putLength(words, payload, value.length());
        at = EntryBytes.put(words, at, value);
        Words.putInt(words, at, EntryBytes.checksum(words, hash, keyLength, payload, at - payload));
    }

    /** Whether the hash table has room for another entry. */
    boolean hasSlot() {
        int count = count();
        return count >= 0 && count < place.size().entries();
    }

    /** Makes a written entry of a new key reachable, by one store; the count is {@link #added}'s. */
    void insert(long hash, int chunk) {
        insertSlot(searchKey(hash) | (long) chunk << DataLayout.KEY_BITS);
    }

    private void insertSlot(long slot) {
        int at = home(slot);
        for (int left = mask; slot(at) != 0; left--) {
            if (left == 0) {
                throw new IllegalStateException("no empty slot in " + place);
            }
            at = at + 1 & mask;
        }
        putSlot(at, slot);
    }

    private int home(long slot) {
        return (int) slot & mask;
    }

    /** Makes a written entry take another one's place, by one store. The key is the same. */
    void replace(int slot, long hash, int chunk) {
        putSlot(slot, searchKey(hash) | (long) chunk << DataLayout.KEY_BITS);
    }

    /** What {@link #free} needs to know of a slot's entry; {@link #NO_ENTRY} if it makes no sense. */
    long entry(int slot) {
        return entryAt(chunkOf(slot(slot)));
    }

    private long entryAt(int chunk) {
        long value = valueOf(chunk);
        if (value == NO_ENTRY) {
            return NO_ENTRY;
        }
        int bytes = (int) (value >>> Integer.SIZE) + (int) value + DataLayout.CHECKSUM - offsetOf(chunk);
        return (long) (bytes + DataLayout.CHUNK - 1 >>> DataLayout.CHUNK_BITS) << Integer.SIZE | chunk;
    }

    /** Gives an entry's chunks back, once no slot names it. */
    void free(long entry) {
        if (entry != NO_ENTRY) {
            used.free((int) entry, (int) (entry >>> Integer.SIZE));
        }
    }

    /** Gives a run of chunks back that was allocated and that no slot names. */
    void free(int chunk, int count) {
        used.free(chunk, count);
    }

    /** Whether removing a slot moves others, so that a reader may miss them. */
    boolean needsShift(int slot) {
        return nextToShift(slot) != NONE;
    }

    /** The next slot behind whose entry could as well be in {@code hole}. */
    private int nextToShift(int hole) {
        int at = hole + 1 & mask;
        while (at != hole) {
            long slot = slot(at);
            if (slot == 0) {
                return NONE;
            }
            if ((at - home(slot) & mask) >= (at - hole & mask)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /**
     * Removes a slot. If it may not become empty, because searches pass it, an entry from behind is copied there, and
     * so on with the place that it had; the last such place becomes empty.
     */
    void removeSlot(int slot) {
        int hole = slot;
        int next = nextToShift(hole);
        while (next != NONE) {
            putSlot(hole, slot(next));
            Failpoint.MAP_SLOT_SHIFTED.hit();
            hole = next;
            next = nextToShift(hole);
        }
        putSlot(hole, 0);
    }

    /** Counts entries that came, or went if negative. */
    void added(int delta) {
        Words.putIntRelease(head, headOffset + DataLayout.ENTRIES, count() + delta);
    }

    /**
     * Removes every entry: from the end of each run of slots, so that what is left when this is killed can be found.
     */
    void clear() {
        int empty = 0;
        while (empty < mask && slot(empty) != 0) {
            empty++;
        }
        for (int i = mask; i >= 0; i--) {
            putSlot(empty + i & mask, 0);
        }
        used.clear();
        putCount(0);
    }

    /**
     * Copies every entry that makes sense into an empty segment of another size, which nobody else uses, without gaps
     * between them.
     *
     * @return how many slots name nothing sensible and were left out
     * @throws IllegalStateException if the target is too small; it is to be cleared then
     */
    int copyInto(Segment target) {
        int next = 0;
        int copied = 0;
        int left = 0;
        for (int i = 0; i <= mask; i++) {
            long slot = slot(i);
            if (slot == 0) {
                continue;
            }
            int chunk = chunkOf(slot);
            long entry = entryAt(chunk);
            if (entry == NO_ENTRY) {
                left++;
                continue;
            }
            int count = (int) (entry >>> Integer.SIZE);
            if (count > target.chunks - next) {
                throw new IllegalStateException("segment too small: " + target.place + " for " + place);
            }
            EntryBytes.copy(
                    words, offsetOf(chunk), target.words, target.offsetOf(next), count << DataLayout.CHUNK_BITS);
            target.insertSlot(slot & DataLayout.KEY_MASK | (long) next << DataLayout.KEY_BITS);
            next += count;
            copied++;
        }
        target.used.fill(next);
        target.putCount(copied);
        return left;
    }

    // ---- check and repair, under the stripe's lock

    /** What a slot holds; 0 if it is empty. */
    long slotValue(int slot) {
        return slot(slot);
    }

    /** As {@link #entry}, of what a slot holds. */
    long entryOf(long slot) {
        return entryAt(chunkOf(slot));
    }

    /** Where in the file a slot is. */
    long fileOffset(int slot) {
        return place.offset() + ((long) slot << DataLayout.SLOT_BITS);
    }

    /** The first chunk that a slot names, in the segment or not. */
    static int firstChunk(long slot) {
        return chunkOf(slot);
    }

    /** What is wrong with the entry that a slot names; null if nothing is. Reads all of it. */
    String whatIsWrong(long slot) {
        int chunk = chunkOf(slot);
        if (chunk >= chunks) {
            return "names a chunk that does not exist";
        }
        long value = valueOf(chunk);
        if (value == NO_ENTRY) {
            return "names an entry whose lengths make no sense";
        }
        int start = offsetOf(chunk);
        int keyLength = EntryBytes.getLength(words, start, end);
        int keyAt = start + EntryBytes.bytesOf(keyLength);
        int payload = keyAt + keyLength;
        int sumAt = (int) (value >>> Integer.SIZE) + (int) value;
        long hash = XxHash64.hash(words, keyAt, keyLength);
        if (Words.getInt(words, sumAt) != EntryBytes.checksum(words, hash, keyLength, payload, sumAt - payload)) {
            return "names an entry that does not match its checksum";
        }
        if (indexOf(hash, place.segments()) != place.index() || searchKey(hash) != (slot & DataLayout.KEY_MASK)) {
            return "names an entry whose key belongs to another slot";
        }
        return null;
    }

    /** The first slot on the way from where searches for a slot's key begin to it that is empty or has the same key. */
    int firstOnTheWay(int slot) {
        long found = slot(slot);
        for (int at = home(found); at != slot; at = at + 1 & mask) {
            long other = slot(at);
            if (other == 0
                    || other == found
                    || (other & DataLayout.KEY_MASK) == (found & DataLayout.KEY_MASK)
                            && sameKey(chunkOf(other), chunkOf(found))) {
                return at;
            }
        }
        return slot;
    }

    private boolean sameKey(int chunk, int other) {
        if (valueOf(chunk) == NO_ENTRY || valueOf(other) == NO_ENTRY) {
            return false;
        }
        int at = offsetOf(chunk);
        int otherAt = offsetOf(other);
        int length = EntryBytes.getLength(words, at, end);
        if (EntryBytes.getLength(words, otherAt, end) != length) {
            return false;
        }
        for (int i = EntryBytes.bytesOf(length); i < EntryBytes.bytesOf(length) + length; i++) {
            if (words.get(at + i) != words.get(otherAt + i)) {
                return false;
            }
        }
        return true;
    }

    /** Which chunks are in use. */
    ChunkMap chunkMap() {
        return used;
    }

    /** Says how many entries there are. */
    void putCount(int count) {
        Words.putIntRelease(head, headOffset + DataLayout.ENTRIES, count);
    }
}
