package io.parley.internal.chronicle;

import java.nio.ByteBuffer;

/** The header of one document, read from its bytes. */
final class RecordFields {
    long timestampNs;
    long sequence;
    long position;
    int producer;
    int kindWord;
    int sum;
    /** Bytes of the whole message in the first of its documents, else 0. */
    int total;

    int headerLength;
    int payloadLength;

    /** Reads a header; false if a document of that length cannot have one. */
    boolean read(ByteBuffer bytes, int at, int length) {
        timestampNs = bytes.getLong(at + RecordLayout.TIMESTAMP);
        sequence = bytes.getLong(at + RecordLayout.SEQUENCE);
        position = bytes.getLong(at + RecordLayout.POSITION);
        producer = bytes.getInt(at + RecordLayout.PRODUCER);
        kindWord = bytes.getInt(at + RecordLayout.KIND);
        sum = bytes.getInt(at + RecordLayout.CHECKSUM);
        boolean first = kind() == RecordLayout.FIRST;
        headerLength = first ? RecordLayout.FIRST_HEADER_LENGTH : RecordLayout.HEADER_LENGTH;
        payloadLength = length - headerLength;
        boolean known = kindWord == RecordLayout.kindWord(kind())
                && kind() >= RecordLayout.WHOLE
                && kind() <= RecordLayout.LAST
                && payloadLength >= 0;
        total = known && first ? bytes.getInt(at + RecordLayout.TOTAL_LENGTH) : 0;
        return known && sequence >= 0 && total >= 0 && total <= RecordLayout.MAX_LENGTH;
    }

    byte kind() {
        return (byte) kindWord;
    }

    int version() {
        return kindWord >> 8 & 0xFF;
    }

    /** Begins a message. */
    boolean begins() {
        return kind() == RecordLayout.WHOLE || kind() == RecordLayout.FIRST;
    }

    /** Ends a message. */
    boolean ends() {
        return kind() == RecordLayout.WHOLE || kind() == RecordLayout.LAST;
    }

    /** Whether these are the bytes that were written. */
    boolean matches(RecordChecksum checksum, byte[] payload, int offset) {
        return sum
                == checksum.of(
                        timestampNs, sequence, position, producer, kindWord, total, payload, offset, payloadLength);
    }
}
