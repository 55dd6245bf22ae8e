package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The ids of a list's elements in their order. There are two arrays; a word says which one counts, and how much of it.
 * A change writes where nobody reads, and then stores the word.
 *
 * <p>Arrays grow by files that are added; none of them ever moves or goes, so growing leaves nothing to clean up.
 */
final class ListOrder {
    private static final ObjectFile.Spec SPEC = new ObjectFile.Spec(
            ObjectKind.LIST_ORDER, 0, ListLayout.FIRST_CHUNK, ListLayout.LENGTH, ListLayout::initialise);

    private final Domain domain;
    private final ObjectFile list;
    private final Path directory;
    private final ObjectFile file;
    private final Memory control;
    /** Pieces that this handle has mapped; those of array 1 behind those of array 0. */
    private final AtomicReferenceArray<Memory> chunks = new AtomicReferenceArray<>(2 * ListLayout.CHUNKS);
    /** Up to where each array is known to have its pieces; for the holder of the lock. */
    private final int[] room = {ListLayout.FIRST_CHUNK, ListLayout.FIRST_CHUNK};

    /** The order of the list with this state file. */
    ListOrder(Domain domain, ObjectFile list) {
        this.domain = domain;
        this.list = list;
        this.directory = list.path().getParent();
        this.file = domain.openPart(directory.resolve(ListLayout.FILE), SPEC);
        this.control = file.memory();
        chunks.set(0, control);
        chunks.set(ListLayout.CHUNKS, control);
    }

    ObjectFile file() {
        return file;
    }

    /** What counts. */
    long word() {
        return control.getLongVolatile(ListLayout.WORD);
    }

    /** From here on, something else counts. */
    void publish(long word) {
        control.putLongVolatile(ListLayout.WORD, word);
    }

    /** Whether all that happened since the word was read is that elements were appended. */
    boolean isStill(long word) {
        return ListLayout.order(word() ^ word) == 0;
    }

    /** The id of an element; any number if the word does not count any more. */
    long id(long word, int index) {
        return id(ListLayout.array(word), index);
    }

    private long id(int array, int index) {
        int chunk = ListLayout.chunk(index);
        return chunk(array, chunk).getLongAcquire(ListLayout.offset(array, chunk, index));
    }

    /** Writes an id where no reader looks, or none that will not notice. */
    void put(int array, int index, long id) {
        int chunk = ListLayout.chunk(index);
        // Release: a reader that sees it sees also that what it read here before does not count any more.
        chunk(array, chunk).putLongRelease(ListLayout.offset(array, chunk, index), id);
    }

    /** Copies ids from one array to the other one, where nobody reads. */
    void copy(int from, int fromIndex, int to, int toIndex, int count) {
        Words.releaseFence();
        for (int done = 0; done < count; ) {
            int source = ListLayout.chunk(fromIndex + done);
            int target = ListLayout.chunk(toIndex + done);
            int piece = Math.min(
                    count - done,
                    Math.min(
                            ListLayout.firstOf(source + 1) - fromIndex - done,
                            ListLayout.firstOf(target + 1) - toIndex - done));
            chunk(from, source)
                    .copyTo(
                            ListLayout.offset(from, source, fromIndex + done),
                            chunk(to, target),
                            ListLayout.offset(to, target, toIndex + done),
                            piece * Long.BYTES);
            done += piece;
        }
    }

    /** The ids of a range. */
    long[] ids(long word, int from, int to) {
        long[] ids = new long[to - from];
        int array = ListLayout.array(word);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(array, from + i);
        }
        return ids;
    }

    /** Where an id is, looked for at {@code hint} first; −1 if it is in no place that counts. */
    int indexOf(long id, int hint) {
        long word = word();
        int size = ListLayout.size(word);
        if (hint < size && id(word, hint) == id) {
            return hint;
        }
        for (int i = 0; i < size; i++) {
            if (id(word, i) == id) {
                return i;
            }
        }
        return -1;
    }

    /** Makes room in an array; the holder of the lock's call, before it changes anything. */
    void makeRoom(int array, int size) {
        if (size < 0 || size > ListLayout.MAX_SIZE) {
            throw new IllegalStateException("list is full: " + directory + " elements=" + ListLayout.size(word())
                    + ", allowed=" + ListLayout.MAX_SIZE + ". Use several lists");
        }
        while (room[array] < size) {
            int chunk = ListLayout.chunk(room[array]);
            int at = array * ListLayout.CHUNKS + chunk;
            if (chunks.getAcquire(at) == null) {
                chunks.setRelease(
                        at,
                        domain.openPart(path(array, chunk), chunkSpec(chunk)).memory());
            }
            room[array] = ListLayout.firstOf(chunk + 1);
        }
    }

    private Memory chunk(int array, int chunk) {
        Memory known = chunks.getAcquire(array * ListLayout.CHUNKS + chunk);
        return known != null ? known : open(array, chunk);
    }

    private Memory open(int array, int chunk) {
        ObjectFile opened = domain.openPartIfThere(path(array, chunk), chunkSpec(chunk));
        if (opened == null) {
            list.requireNotDeleted();
            throw new ObjectCorruptException("list lost a part of its order: " + path(array, chunk)
                    + ". Restore the file, or delete the list and let it be created again");
        }
        chunks.setRelease(array * ListLayout.CHUNKS + chunk, opened.memory());
        return opened.memory();
    }

    private Path path(int array, int chunk) {
        return directory.resolve(ListLayout.chunkFile(array, chunk));
    }

    private static ObjectFile.Spec chunkSpec(int chunk) {
        return new ObjectFile.Spec(
                ObjectKind.LIST_ORDER, 0, ListLayout.countOf(chunk), ListLayout.chunkLength(chunk), memory -> {});
    }
}
