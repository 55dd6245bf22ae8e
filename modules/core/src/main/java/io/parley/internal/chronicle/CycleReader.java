package io.parley.internal.chronicle;

import io.parley.internal.memory.FileFailures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A cycle file as it lies there, document by document, without Chronicle and trusting nothing.
 *
 * <p>A document is four bytes of header and what they say: bit 31 means not complete, bit 30 means that it is
 * Chronicle's own, the rest is the length; both bits and no length mark the end of the cycle. Documents begin at
 * multiples of four.
 */
final class CycleReader implements AutoCloseable {
    private static final int NOT_COMPLETE = 1 << 31;
    private static final int METADATA_BIT = 1 << 30;
    private static final int LENGTH_MASK = METADATA_BIT - 1;
    private static final int END_MARK = NOT_COMPLETE | METADATA_BIT;
    private static final int HEADER = Integer.BYTES;
    /** Chronicle's code for the name of a field. */
    private static final byte FIELD_NAME = (byte) 0xB9;

    private static final int WINDOW = 64 << 10;

    /** What lies at a position. */
    enum Place {
        /** A document of a user; {@link #fields} has its header if it is one of Parley's. */
        RECORD,
        /** A document of Chronicle. */
        METADATA,
        /** The end of the cycle. */
        END_MARK,
        /** Nothing, or a document that is being written. */
        NOTHING,
        /** The end of the file. */
        END_OF_FILE,
        /** A document that the file is too short for. */
        TORN
    }

    final RecordFields fields = new RecordFields();
    private final Path path;
    private final RandomAccessFile raw;
    private final RecordChecksum checksum = new RecordChecksum();
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] scratch = new byte[256];
    private long windowAt;
    private long position;
    private int header;
    private boolean known;

    CycleReader(Path path) {
        this.path = path;
        try {
            // Not a channel: those close when the thread is interrupted.
            raw = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw FileFailures.explain("read the log", path, e);
        }
        refresh();
    }

    long position() {
        return position;
    }

    void position(long offset) {
        position = offset;
    }

    /** Forgets what was read: the file may have changed. */
    void refresh() {
        window.limit(0);
        windowAt = 0;
    }

    /** What lies at the position. */
    Place look() {
        known = false;
        if (!load(position, HEADER)) {
            return Place.END_OF_FILE;
        }
        header = window.getInt((int) (position - windowAt));
        if (header == END_MARK) {
            return Place.END_MARK;
        }
        if (header == 0 || (header & NOT_COMPLETE) != 0) {
            return Place.NOTHING;
        }
        int length = header & LENGTH_MASK;
        int needed = Math.min(length, RecordLayout.FIRST_HEADER_LENGTH);
        if (!load(position, HEADER + needed) || isBeyond(position + HEADER + length)) {
            return Place.TORN;
        }
        if ((header & METADATA_BIT) != 0) {
            return Place.METADATA;
        }
        known = length >= RecordLayout.HEADER_LENGTH
                && fields.read(window, (int) (position - windowAt) + HEADER, length);
        return Place.RECORD;
    }

    private boolean isBeyond(long offset) {
        return offset > windowAt + window.limit() && offset > size();
    }

    /** Whether the document last looked at has a header of Parley's. */
    boolean isKnown() {
        return known;
    }

    /** Whether the document last looked at begins as all of Chronicle's own do, with the name of a field. */
    boolean isFieldOfChronicle() {
        return load(position + HEADER, 1) && window.get((int) (position + HEADER - windowAt)) == FIELD_NAME;
    }

    /** The header of the document last looked at, for messages. */
    String describe() {
        return "header=0x" + Integer.toHexString(header) + ", file length=" + size();
    }

    /** Copies the payload of the document last looked at; false if it is not what was written. */
    boolean read(byte[] into, int offset) {
        return readFully(position + HEADER + fields.headerLength, into, offset, fields.payloadLength)
                && fields.matches(checksum, into, offset);
    }

    /** Whether the payload of the document last looked at is what was written. */
    boolean matches() {
        if (scratch.length < fields.payloadLength) {
            scratch = new byte[fields.payloadLength];
        }
        return read(scratch, 0);
    }

    /** Behind the document last looked at. */
    long end() {
        return position + HEADER + (header & LENGTH_MASK) + 3 & -4L;
    }

    /** Goes behind the document last looked at. */
    void pass() {
        position = end();
    }

    /**
     * Goes to the next document that is beyond doubt one of a message.
     *
     * @param least its least sequence
     * @param limit its sequence is below that
     * @return false if there is none; the position is where it was
     */
    boolean resynchronise(long least, long limit) {
        long from = position;
        for (position = from + HEADER & -4L; ; position += HEADER) {
            Place place = look();
            if (place == Place.END_OF_FILE) {
                position = from;
                return false;
            }
            if (place == Place.RECORD && known && fields.sequence >= least && fields.sequence < limit && matches()) {
                return true;
            }
        }
    }

    long size() {
        try {
            return raw.length();
        } catch (IOException e) {
            throw FileFailures.explain("read the log", path, e);
        }
    }

    /* Makes the window cover so many bytes; false if the file ends before. */
    private boolean load(long offset, int count) {
        if (offset >= windowAt && offset + count <= windowAt + window.limit()) {
            return true;
        }
        try {
            raw.seek(offset);
            window.limit(0);
            windowAt = offset;
            int done = 0;
            for (int got; done < WINDOW && (got = raw.read(window.array(), done, WINDOW - done)) > 0; ) {
                done += got;
            }
            window.limit(done);
            return done >= count;
        } catch (IOException e) {
            throw FileFailures.explain("read the log", path, e);
        }
    }

    private boolean readFully(long offset, byte[] into, int from, int count) {
        if (count <= WINDOW && load(offset, count)) {
            System.arraycopy(window.array(), (int) (offset - windowAt), into, from, count);
            return true;
        }
        try {
            raw.seek(offset);
            for (int done = 0, got; done < count; done += got) {
                got = raw.read(into, from + done, count - done);
                if (got < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw FileFailures.explain("read the log", path, e);
        }
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw FileFailures.explain("close the log", path, e);
        }
    }
}
