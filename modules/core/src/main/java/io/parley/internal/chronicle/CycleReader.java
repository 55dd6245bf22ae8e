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
    private static final int WINDOW = 64 << 10;

    /** What lies at a position. */
    enum Place {
        /** A document of a user. */
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

    private final Path path;
    private final RandomAccessFile raw;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] scratch = new byte[256];
    private long windowAt;
    private long position;
    private int header;

    CycleReader(Path path) {
        this.path = path;
        try {
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
        if (position + HEADER + length() > size()) {
            return Place.TORN;
        }
        return (header & METADATA_BIT) != 0 ? Place.METADATA : Place.RECORD;
    }

    /** The header of the document last looked at, for messages. */
    String describe() {
        return "header=0x" + Integer.toHexString(header) + " at end of file=" + size();
    }

    /** Bytes of the document last looked at. */
    int length() {
        return header & LENGTH_MASK;
    }

    /** Whether the document last looked at can be one of a message. */
    boolean isRecord() {
        if (length() < RecordLayout.HEADER_LENGTH || !load(position + HEADER, RecordLayout.HEADER_LENGTH)) {
            return false;
        }
        byte kind = kind();
        return version() == RecordLayout.CURRENT_VERSION
                && kind >= RecordLayout.WHOLE
                && kind <= RecordLayout.LAST
                && length() >= headerLength();
    }

    byte kind() {
        return window.get(at(RecordLayout.KIND));
    }

    int version() {
        return window.get(at(RecordLayout.VERSION)) & 0xFF;
    }

    long sequence() {
        return window.getLong(at(RecordLayout.SEQUENCE));
    }

    long timestampNs() {
        return window.getLong(at(RecordLayout.TIMESTAMP));
    }

    int producer() {
        return window.getInt(at(RecordLayout.PRODUCER));
    }

    /** Bytes of the whole message, in the first of its documents. */
    int total() {
        return kind() == RecordLayout.FIRST
                ? (load(position + HEADER, RecordLayout.FIRST_HEADER_LENGTH)
                        ? window.getInt(at(RecordLayout.TOTAL_LENGTH))
                        : -1)
                : payloadLength();
    }

    private int at(int field) {
        return (int) (position + HEADER - windowAt) + field;
    }

    private int headerLength() {
        return kind() == RecordLayout.FIRST ? RecordLayout.FIRST_HEADER_LENGTH : RecordLayout.HEADER_LENGTH;
    }

    int payloadLength() {
        return length() - headerLength();
    }

    /** Copies the payload; false if the file ends in it. */
    boolean read(byte[] into, int offset) {
        int wanted = payloadLength();
        return readFully(position + HEADER + headerLength(), into, offset, wanted);
    }

    /** Whether the payload, which lies in {@code bytes}, is what was written, as far as that can be told. */
    boolean matches(byte[] bytes, int offset) {
        return true;
    }

    /** Whether the payload is what was written. */
    boolean matches() {
        if (scratch.length < payloadLength()) {
            scratch = new byte[payloadLength()];
        }
        return read(scratch, 0) && matches(scratch, 0);
    }

    /** Behind the document last looked at. */
    long end() {
        return position + HEADER + length() + 3 & -4L;
    }

    void pass() {
        position = end();
    }

    /**
     * Goes to the next document that is beyond doubt a message's.
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
            if (place == Place.RECORD && isRecord() && sequence() >= least && sequence() < limit && matches()) {
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
        if (load(offset, Math.min(count, WINDOW)) && count <= WINDOW) {
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
