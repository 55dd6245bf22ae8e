package io.parley.internal.chronicle;

/**
 * How a message lies in a Chronicle document. Little-endian, unaligned:
 *
 * <pre>
 *   0        8        16       24       28   29   30   32    36
 *   +--------+--------+--------+--------+----+----+----+-----+---------------------
 *   | time   | seq    | pos    | prod   |kind|ver | 0  | sum | payload                WHOLE, MIDDLE, LAST
 *   +--------+--------+--------+--------+----+----+----+-----+-------+-------------
 *   | time   | seq    | pos    | prod   |kind|ver | 0  | sum | total | payload        FIRST
 *   +--------+--------+--------+--------+----+----+----+-----+-------+-------------
 *                                                            36      40
 * </pre>
 *
 * time: epoch ns of the append. seq: the message's number; all its fragments carry it. pos: payload bytes of all
 * messages before this one. prod: owner word of the appending process. sum: {@link RecordChecksum}. total: payload
 * bytes of the whole message.
 *
 * <p>A message larger than a document can be is a FIRST, any number of MIDDLE and a LAST, next to each other in one
 * cycle file. Without its LAST it was never appended: the next FIRST or WHOLE voids what precedes it.
 */
final class RecordLayout {
    static final int TIMESTAMP = 0;
    static final int SEQUENCE = 8;
    static final int POSITION = 16;
    static final int PRODUCER = 24;
    static final int KIND = 28;
    static final int VERSION = 29;
    static final int CHECKSUM = 32;
    /** Bytes before the payload of every kind but FIRST. */
    static final int HEADER_LENGTH = 36;
    /** FIRST only. */
    static final int TOTAL_LENGTH = HEADER_LENGTH;
    /** Bytes before the payload of a FIRST. */
    static final int FIRST_HEADER_LENGTH = TOTAL_LENGTH + 4;

    static final byte WHOLE = 0;
    static final byte FIRST = 1;
    static final byte MIDDLE = 2;
    static final byte LAST = 3;

    static final byte CURRENT_VERSION = 2;
    /** The longest message. */
    static final int MAX_LENGTH = 512 << 20;

    private RecordLayout() {}

    /** The four bytes at {@link #KIND}: kind, version, two reserved. */
    static int kindWord(byte kind) {
        return kind | CURRENT_VERSION << 8;
    }
}
