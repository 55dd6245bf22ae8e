package io.parley.internal.chronicle;

import java.util.NavigableSet;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Finds the first message from a time or a number on, without looking at more than some hundred of them.
 *
 * <p>Every document begins with both, fragments as well, so this is a search for a word in sorted documents. Halving is
 * done over the places that Chronicle's sparse index knows, which cost nothing to go to; the last stretch is walked.
 * Where the words are not sorted — somebody set the machine's clock back — the place found is still one where they pass
 * the target: what lies before it is less, what lies there is not.
 */
final class LogSeek {
    /** Nothing is there. */
    static final long NONE = -1;

    private final SingleChronicleQueue queue;

    LogSeek(SingleChronicleQueue queue) {
        this.queue = queue;
    }

    /**
     * Finds a document; the tailer stands anywhere afterwards.
     *
     * @param tailer is moved about
     * @param field where the word lies in a record
     * @param target the least word wanted
     * @param firstCycle where the log begins; files of earlier cycles may vanish at any time
     * @return the index of the first document with such a word, or {@link #NONE}
     */
    long find(ExcerptTailer tailer, int field, long target, int firstCycle) {
        int first = Math.max(queue.firstCycle(), firstCycle);
        int last = queue.lastCycle();
        if (first > last) {
            return NONE;
        }
        NavigableSet<Long> listed = queue.listCyclesBetween(first, last);
        int[] cycles = listed.stream().mapToInt(Long::intValue).toArray();
        int from = lastBefore(tailer, cycles, field, target);
        if (from < 0) {
            return firstDocument(tailer, cycles);
        }
        walkTo(tailer, cycles[from], field, target);
        return behind(tailer, field, target);
    }

    /* The newest cycle that begins before the target; -1 if none does. */
    private int lastBefore(ExcerptTailer tailer, int[] cycles, int field, long target) {
        int found = -1;
        int low = 0;
        int high = cycles.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int probe = middle;
            // A cycle that a dead process made and nobody used is empty.
            while (probe > low && !isPresent(tailer, cycles[probe], 0)) {
                probe--;
            }
            if (isBefore(tailer, cycles[probe], 0, field, target)) {
                found = probe;
                low = middle + 1;
            } else {
                high = probe - 1;
            }
        }
        return found;
    }

    private long firstDocument(ExcerptTailer tailer, int[] cycles) {
        for (int cycle : cycles) {
            if (isPresent(tailer, cycle, 0)) {
                return queue.rollCycle().toIndex(cycle, 0);
            }
        }
        return NONE;
    }

    /* To the last place of the sparse index before the target. Its first place is before it. */
    private void walkTo(ExcerptTailer tailer, int cycle, int field, long target) {
        long spacing = queue.indexSpacing();
        // Not beyond the last one: Chronicle looks for what is not in its index from the start of the file.
        long low = 0;
        long high = Math.max(0, tailer.excerptsInCycle(cycle) - 1) / spacing + 1;
        while (high - low > 1) {
            long middle = low + high >>> 1;
            if (isBefore(tailer, cycle, middle * spacing, field, target)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        tailer.moveToIndex(queue.rollCycle().toIndex(cycle, low * spacing));
    }

    private static long behind(ExcerptTailer tailer, int field, long target) {
        while (true) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return NONE;
                }
                if (word(document, field, target) >= target) {
                    return document.index();
                }
            }
        }
    }

    private boolean isPresent(ExcerptTailer tailer, int cycle, long number) {
        return number < queue.rollCycle().maxMessagesPerCycle()
                && tailer.moveToIndex(queue.rollCycle().toIndex(cycle, number));
    }

    private boolean isBefore(ExcerptTailer tailer, int cycle, long number, int field, long target) {
        if (!isPresent(tailer, cycle, number)) {
            return false;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            return document.isPresent() && word(document, field, target) < target;
        }
    }

    /* A stranger's document is too short to tell; whoever reads it will say so. */
    private static long word(DocumentContext document, int field, long unknown) {
        var bytes = document.wire().bytes();
        return bytes.readRemaining() < RecordLayout.HEADER_LENGTH
                ? unknown
                : bytes.readLong(bytes.readPosition() + field);
    }
}
