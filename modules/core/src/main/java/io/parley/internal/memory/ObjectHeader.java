package io.parley.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The first 128 bytes of every object file.
 *
 * <pre>
 *    0  magic             8  "PARLEY" 0x0D 0x0A
 *    8  layout version    4  of this header and the kind's body
 *   12  kind              4  {@link ObjectKind#id()}
 *   16  type code         4  letter of the element type, 0 where there is none
 *   20  creator slot      4  owner word of the creating process
 *   24  generation        8  random; tells a re-created object from the one you opened
 *   32  length            8  of the file, in bytes
 *   40  capacity          8  elements
 *   48  creator           8  incarnation of the creating process
 *   56  created at        8  epoch ns
 *   64  checksum          4  CRC-32C of bytes 0..63
 *   68  (zero)           12
 *   80  state             4  READY or DELETED
 *   84  recording         4  {31..1 how often it was switched on | 0 latencies are recorded}; see {@link #RECORDING}
 *   88  (zero)           40
 * </pre>
 *
 * State and recording are the only words that change; hardly ever, so that reading them is cheap.
 *
 * <p>Prose twin: {@code docs/spec/object-file.md}.
 */
public final class ObjectHeader {
    /** Bytes of the header; the kind's body starts here. */
    public static final int LENGTH = 128;
    /** "PARLEY\r\n" read as a little-endian long: a text transfer that mangles line ends is noticed. */
    public static final long MAGIC = 0x0A0D_5945_4C52_4150L;
    /** The layout this version of Parley reads and writes. */
    public static final int VERSION = 1;
    /** Offset of the type code. */
    public static final int TYPE_CODE = 16;
    /** Offset of the state word. */
    public static final int STATE = 80;
    /** The object can be used. */
    public static final int READY = 2;
    /** The object was deleted; its name is about to go, or gone. */
    public static final int DELETED = 3;

    /**
     * Offset of the word that says whether latencies of the object are recorded, by every process. Bit 0 says it; the
     * bits above count how often it was switched on, so that processes tell one time from the next. 0 = never.
     */
    public static final int RECORDING = 84;
    /** The bit of {@link #RECORDING} that says that latencies are recorded. */
    public static final int RECORDED = 1;

    /** Offset of the generation. */
    public static final int GENERATION = 24;

    private static final int CHECKSUM = 64;

    private ObjectHeader() {}

    /** The immutable fields of a header. */
    public record Fields(
            int version,
            int kind,
            int typeCode,
            int creatorSlot,
            long generation,
            long length,
            long capacity,
            long creator,
            long createdAtNs) {}

    /** Encodes a header in state READY. */
    public static ByteBuffer encode(Fields fields) {
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putInt(fields.version)
                .putInt(fields.kind)
                .putInt(fields.typeCode)
                .putInt(fields.creatorSlot)
                .putLong(fields.generation)
                .putLong(fields.length)
                .putLong(fields.capacity)
                .putLong(fields.creator)
                .putLong(fields.createdAtNs);
        header.putInt(CHECKSUM, checksum(header));
        header.putInt(STATE, READY);
        return header.clear();
    }

    /** Decodes the immutable fields; the caller checked the magic. */
    public static Fields decode(ByteBuffer header) {
        ByteBuffer in = header.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(8);
        return new Fields(
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    /** Whether the immutable part is what its creator wrote. */
    public static boolean isIntact(ByteBuffer header) {
        return header.getInt(CHECKSUM) == checksum(header);
    }

    private static int checksum(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(CHECKSUM));
        return (int) crc.getValue();
    }
}
