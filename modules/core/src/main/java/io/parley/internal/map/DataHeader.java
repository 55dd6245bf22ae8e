package io.parley.internal.map;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a data file begins with: the text in which Chronicle Map finds how a file is laid out, with the numbers of
 * Parley's layout in it, and the global state. Three numbers make the whole, so that is how a file is checked: read the
 * three, write the header again, compare.
 */
final class DataHeader {
    private static final String TYPE = "!net.openhft.chronicle.map.VanillaChronicleMap {";
    /** The Chronicle Map whose files these are; its maintainers read older ones. */
    private static final String VERSION = "2026.1";

    private DataHeader() {}

    /** What a header says that is not the same in all of them. */
    record Fields(int segments, SegmentSize size) {
        long fileLength() {
            return DataLayout.fileLength(segments, size);
        }
    }

    /** The first {@link DataLayout#HEADER} bytes of a file. */
    static byte[] encode(Fields fields) {
        ByteBuffer header = ByteBuffer.allocate(DataLayout.HEADER).order(ByteOrder.LITTLE_ENDIAN);
        byte[] text = text(fields).getBytes(StandardCharsets.US_ASCII);
        header.putInt(Long.BYTES, text.length);
        header.put(DataLayout.TEXT, text);
        header.putLong(0, XxHash64.hash(header.array(), Long.BYTES, Integer.BYTES + text.length));
        int state = (int) DataLayout.align(DataLayout.TEXT + text.length);
        header.putInt(state + DataLayout.STATE_HEADERS, DataLayout.HEADER);
        header.putLong(state + DataLayout.STATE_LENGTH, fields.fileLength());
        return header.array();
    }

    /** Says what the file is, or refuses it. */
    static Fields decode(Path path, byte[] found, long fileLength) {
        ByteBuffer header = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
        String text =
                new String(found, DataLayout.TEXT, DataLayout.HEADER - DataLayout.TEXT, StandardCharsets.US_ASCII);
        if (!text.startsWith(TYPE)) {
            throw new ForeignFileException("not a map's data: " + path + " found=a file of " + fileLength
                    + " bytes, expected=a Chronicle Map. Move the stranger away");
        }
        int length = header.getInt(Long.BYTES);
        if (length < 0 || length > text.length()) {
            throw corrupt(path, "text of " + length + " bytes", "at most " + text.length());
        }
        long hash = XxHash64.hash(found, Long.BYTES, Integer.BYTES + length);
        if (header.getLong(0) != hash) {
            throw corrupt(
                    path,
                    "checksum " + Long.toHexString(header.getLong(0)),
                    Long.toHexString(hash) + " for what follows");
        }
        Fields fields = parse(path, text.substring(0, length));
        requireSameText(path, text.substring(0, length), text(fields));
        if (!Arrays.equals(found, encode(fields))) {
            throw corrupt(path, "another global state", "that of a map without Chronicle's locks and extra tiers");
        }
        if (fileLength < fields.fileLength()) {
            throw corrupt(path, fileLength + " bytes", fields.fileLength() + " bytes");
        }
        return fields;
    }

    private static ObjectCorruptException corrupt(Path path, String found, String expected) {
        return new ObjectCorruptException("map's data file is damaged: " + path + " found=" + found + ", expected="
                + expected + ". Restore the file, or salvage the map");
    }

    private static Fields parse(Path path, String text) {
        String version = field(text, "dataFileVersion");
        if (!version.equals('"' + VERSION + '"')) {
            throw new ObjectVersionException("map's data was written by another Chronicle Map: " + path + " found="
                    + version + ", this Parley reads " + VERSION + ". Copy the map with the program that wrote it");
        }
        int segments = number(text, "actualSegments");
        int slots = number(text, "tierHashLookupCapacity");
        int chunks = number(text, "actualChunksPerSegmentTier");
        if (segments < 1 || segments > DataLayout.MAX_SEGMENTS || Integer.bitCount(segments) != 1) {
            throw geometry(path, "actualSegments: " + segments, "a power of two up to " + DataLayout.MAX_SEGMENTS);
        }
        try {
            return new Fields(segments, new SegmentSize(slots, chunks));
        } catch (IllegalArgumentException e) {
            throw geometry(path, e.getMessage(), "a map that Parley created");
        }
    }

    private static ForeignFileException geometry(Path path, String found, String expected) {
        return new ForeignFileException("a Chronicle Map, but not one that Parley created: " + path + " found=" + found
                + ", expected=" + expected + ". Copy its entries into a map of Parley's");
    }

    private static String field(String text, String name) {
        int at = text.indexOf("\n  " + name + ": ");
        if (at < 0) {
            return "none";
        }
        int from = at + name.length() + 5;
        int to = text.indexOf('\n', from);
        String value = text.substring(from, to < 0 ? text.length() : to);
        return value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
    }

    private static int number(String text, String name) {
        try {
            return Integer.parseInt(field(text, name));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private static void requireSameText(Path path, String found, String expected) {
        if (!found.equals(expected)) {
            String[] lines = found.split("\n");
            String[] wanted = expected.split("\n");
            int i = 0;
            while (i < lines.length && i < wanted.length && lines[i].equals(wanted[i])) {
                i++;
            }
            throw geometry(path, line(lines, i), line(wanted, i));
        }
    }

    private static String line(String[] lines, int i) {
        return i < lines.length ? lines[i].strip() : "end of the text";
    }

    private static String text(Fields fields) {
        int slots = fields.size.slots();
        int chunks = fields.size.chunks();
        long slotBytes = (long) slots << DataLayout.SLOT_BITS;
        String serialization = "!net.openhft.chronicle.hash.serialization.impl.";
        return String.join(
                "\n",
                TYPE,
                "  dataFileVersion: \"" + VERSION + "\",",
                "  keyClass: !type byte[],",
                "  keySizeMarshaller: " + serialization + "StopBitSizeMarshaller {",
                "  },",
                "  keyReader: " + serialization + "ByteArraySizedReader {",
                "  },",
                "  keyDataAccess: " + serialization + "ByteArrayDataAccess {",
                "  },",
                "  checksumEntries: true,",
                "  actualSegments: " + fields.segments + ",",
                "  hashSplitting: " + hashSplitting(fields.segments),
                "  },",
                "  chunkSize: " + DataLayout.CHUNK + ",",
                "  maxChunksPerEntry: " + chunks + ",",
                "  actualChunksPerSegmentTier: " + chunks + ",",
                "  segmentHeaderSize: " + DataLayout.SEGMENT_HEADER + ",",
                "  tierHashLookupValueBits: " + DataLayout.VALUE_BITS + ",",
                "  tierHashLookupKeyBits: " + DataLayout.KEY_BITS + ",",
                "  tierHashLookupSlotSize: " + Long.BYTES + ",",
                "  tierHashLookupCapacity: " + slots + ",",
                "  maxEntriesPerHashLookup: " + slots * 4L / 5 + ",",
                "  tierHashLookupInnerSize: " + slotBytes + ",",
                "  tierHashLookupOuterSize: " + slotBytes + ",",
                "  tierFreeListInnerSize: " + chunks / Byte.SIZE + ",",
                "  tierFreeListOuterSize: " + DataLayout.bitsLength(chunks) + ",",
                "  tierEntrySpaceInnerSize: " + (long) chunks * DataLayout.CHUNK + ",",
                "  tierEntrySpaceInnerOffset: 0,",
                "  tierEntrySpaceOuterSize: " + (long) chunks * DataLayout.CHUNK + ",",
                "  tierSize: " + fields.size.bytes() + ",",
                "  maxExtraTiers: 0,",
                "  tierBulkSizeInBytes: " + fields.size.bytes() + ",",
                "  tierBulkInnerOffsetToTiers: 0,",
                "  tiersInBulk: 1,",
                "  log2TiersInBulk: 0,",
                "  skipCloseOnExitHook: false,",
                "  valueClass: !type byte[],",
                "  valueSizeMarshaller: " + serialization + "StopBitSizeMarshaller {",
                "  },",
                "  valueReader: " + serialization + "ByteArraySizedReader {",
                "  },",
                "  valueDataAccess: " + serialization + "ByteArrayDataAccess {",
                "  },",
                "  constantlySizedEntry: false,",
                "  alignment: 1,",
                "  worstAlignment: 0,",
                "  maxBloatFactor: 1.0",
                "}",
                "");
    }

    private static String hashSplitting(int segments) {
        String algorithm = "!net.openhft.chronicle.hash.impl.HashSplitting$";
        return segments == 1
                ? algorithm + "ForSingleSegment {"
                : algorithm + "ForPowerOf2Segments {\n    bits: " + Integer.numberOfTrailingZeros(segments);
    }
}
