package io.parley.internal.map;

import io.parley.ParleyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a data file is laid out that is too short, or whose header is lost. Three numbers say it, few triples make a file
 * of just that length, and only with the right one do the slots name entries that match their checksums.
 */
final class LostHeader {
    private static final int PAGE = 4096;
    /** As many slots are enough to tell. */
    private static final int ENOUGH = 1000;

    private LostHeader() {}

    /**
     * Opens the file for reading; null if it makes no sense in any way.
     *
     * @param segments how many it must have; 0 if that is not known
     */
    static DataFile open(Path path, int segments) {
        try {
            return DataFile.openForReading(
                    path, DataFile.readHeader(path, Long.MAX_VALUE)); // if only its end is missing
        } catch (ParleyException lost) {
            return guess(path, segments);
        }
    }

    private static DataFile guess(Path path, int segments) {
        DataFile best = null;
        int most = 0;
        for (DataHeader.Fields each : candidates(path.toFile().length(), segments)) {
            try {
                DataFile opened = DataFile.openForReading(path, each);
                int good = goodEntries(opened);
                if (good > most) {
                    best = opened;
                    most = good;
                }
            } catch (ParleyException cannotBeRead) {
                return null;
            }
        }
        return best;
    }

    private static List<DataHeader.Fields> candidates(long length, int segments) {
        List<DataHeader.Fields> found = new ArrayList<>();
        for (int count = 1; count <= DataLayout.MAX_SEGMENTS; count *= 2) {
            if (segments == 0 || segments == count) {
                for (long slots = Long.SIZE; 8 * slots * count < length; slots *= 2) {
                    addCandidates(found, length, count, slots);
                }
            }
        }
        return found;
    }

    private static void addCandidates(List<DataHeader.Fields> found, long length, int count, long slots) {
        long each = (length - DataLayout.tiersOffset(count)) / count;
        long chunks = (each - DataLayout.bitsOffset(slots)) / DataLayout.CHUNK / Long.SIZE * Long.SIZE;
        for (; chunks > 0; chunks -= Long.SIZE) {
            if (DataLayout.tierLength(slots, chunks) > DataLayout.MAX_TIER || slots > Integer.MAX_VALUE) {
                return;
            }
            SegmentSize size = new SegmentSize((int) slots, (int) chunks);
            long wanted = DataLayout.fileLength(count, size);
            if (wanted <= length - PAGE) {
                return;
            }
            if (wanted <= length) {
                found.add(new DataHeader.Fields(count, size));
            }
        }
    }

    private static int goodEntries(DataFile data) {
        int good = 0;
        int looked = 0;
        for (int i = 0; i < data.segments(); i++) {
            Segment segment = data.segment(i);
            for (int slot = 0; slot < data.size().slots() && looked < ENOUGH; slot++) {
                long value = segment.slotValue(slot);
                if (value != 0) {
                    looked++;
                    good += segment.whatIsWrong(value) == null ? 1 : 0;
                }
            }
        }
        return good;
    }
}
