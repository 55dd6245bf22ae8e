package io.parley.internal.chronicle;

import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.wire.Wire;

/**
 * The mapped piece of a cycle file in which one of Chronicle's tailers or appenders stands, for going on from document
 * to document without asking it: that costs a tenth.
 *
 * <p>A document is a header of four bytes, at a multiple of four, and its bytes. The header is their length; bit 30
 * marks metadata (index arrays), bit 31 what is not complete, both of them the end of the file. 0: nothing yet.
 *
 * <p>Valid as long as the tailer or appender stays where it is; {@link #close} before it moves. Never touches a byte
 * outside the piece: whatever begins or ends there is {@link #ELSEWHERE}.
 */
final class CycleWindow {
    /** Nothing is written behind the last document. */
    static final int NOTHING = 0;
    /** There is a document. */
    static final int DOCUMENT = 1;
    /** To be found out by Chronicle: the window is closed or ends here, or the cycle does. */
    static final int ELSEWHERE = 2;

    static final int HEADER_LENGTH = 4;

    private static final int META_DATA = 1 << 30;
    private static final int END_OF_CYCLE = 1 << 31 | META_DATA;
    private static final int LENGTH = META_DATA - 1;
    private static final UnsafeMemory MEMORY = UnsafeMemory.INSTANCE;

    /** Address of the file's first byte, were it mapped here. */
    private long base;
    /** Headers begin below this place in the file; 0: closed. */
    private long headersTo;

    private long end;
    private long position;
    private long index;
    private int length;

    /**
     * Opens the window where Chronicle stands.
     *
     * @param wire Chronicle's
     * @param behind where the document ends that was read or written last
     * @param nextIndex the index of the next one
     */
    void open(Wire wire, long behind, long nextIndex) {
        headersTo = 0;
        long at = aligned(behind);
        if (wire.usePadding()
                && wire.bytes() instanceof MappedBytes bytes
                && bytes.bytesStore() instanceof MappedBytesStore store
                && store.inside(at)) {
            base = store.addressForRead(store.start()) - store.start();
            end = store.realCapacity();
            position = at;
            index = nextIndex;
            headersTo = store.safeLimit();
        }
    }

    void close() {
        headersTo = 0;
    }

    private static long aligned(long at) {
        return at + 3 & -4;
    }

    /** Goes over metadata to the next document, or to where it will be. */
    int look() {
        while (position < headersTo) {
            int header = MEMORY.readVolatileInt(base + position);
            if (header == 0) {
                return NOTHING;
            }
            length = header & LENGTH;
            long next = position + HEADER_LENGTH + length;
            if (header < 0 || next > end) {
                return header < 0 && header != END_OF_CYCLE ? NOTHING : ELSEWHERE;
            }
            if ((header & META_DATA) == 0) {
                return DOCUMENT;
            }
            position = aligned(next);
        }
        return ELSEWHERE;
    }

    /** After {@link #look} found nothing: whether that is not the rest of a document that nobody completed. */
    boolean isClear() {
        return MEMORY.readVolatileInt(base + position) == 0;
    }

    /** Whether a document of that length fits here. */
    boolean fits(int documentLength) {
        return position < headersTo && position + HEADER_LENGTH + documentLength <= end;
    }

    /** Where in the file the next header is or will be. */
    long position() {
        return position;
    }

    /** The index of the next document. */
    long index() {
        return index;
    }

    /** Bytes of the document found. */
    int length() {
        return length;
    }

    /** The address of the next document's first byte. */
    long address() {
        return base + position + HEADER_LENGTH;
    }

    /** Goes behind the document found; returns its index. */
    long pass() {
        position = aligned(position + HEADER_LENGTH + length);
        return index++;
    }

    /** Makes what was written at {@link #address} a document, visible to everybody by this one store. */
    long commit(int documentLength) {
        MEMORY.writeOrderedInt(base + position, documentLength);
        length = documentLength;
        return pass();
    }

    /** Clears what was written at {@link #address} and is not to become a document. */
    void clear(int written) {
        for (int i = 0; i < written; i++) {
            UnsafeMemory.unsafePutByte(address() + i, (byte) 0);
        }
    }
}
