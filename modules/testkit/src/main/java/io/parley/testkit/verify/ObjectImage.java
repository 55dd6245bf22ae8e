package io.parley.testkit.verify;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.ObjectHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** An object's file as it lies there, and what was found wrong with it. */
final class ObjectImage {
    private final Path path;
    private final long size;
    private final ByteBuffer bytes;
    private final Liveness liveness;
    private final List<String> findings;
    private final ObjectHeader.Fields header;

    ObjectImage(Path path, long size, ByteBuffer bytes, Liveness liveness, List<String> findings) {
        this.path = path;
        this.size = size;
        this.bytes = bytes;
        this.liveness = liveness;
        this.findings = findings;
        this.header = ObjectHeader.decode(bytes);
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    ObjectHeader.Fields header() {
        return header;
    }

    boolean hasIntactHeader() {
        return ObjectHeader.isIntact(bytes);
    }

    int getInt(int offset) {
        return bytes.getInt(offset);
    }

    long getLong(int offset) {
        return bytes.getLong(offset);
    }

    void finding(String what) {
        findings.add(path + ": " + what);
    }

    void requireBetween(String what, long found, long least, long most) {
        if (found < least || found > most) {
            finding(what + " out of bounds: found=" + found + ", allowed=" + least + ".." + most);
        }
    }

    void requireLength(long expected) {
        if (header.length() != expected) {
            finding("length does not fit the kind: found=" + header.length() + ", expected=" + expected);
        }
    }

    void requireTypeCode(int expected) {
        if (header.typeCode() != expected) {
            finding("type code does not fit the kind: found=" + header.typeCode() + ", expected=" + expected);
        }
    }

    /** Bytes that no version of this layout writes. */
    void requireZero(int from, int to) {
        for (int offset = from; offset < to; offset++) {
            if (bytes.get(offset) != 0) {
                finding("stray byte at " + offset + ": found=" + bytes.get(offset) + ", expected=0");
                return;
            }
        }
    }

    /** A word whose owner bits name a live incarnation, or nobody. */
    void requireLiveOrNobody(String what, int word) {
        int owner = word & Owner.MASK;
        if (owner != Owner.NONE && !liveness.isAlive(owner)) {
            finding(what + " belongs to a dead process: word=0x" + Integer.toHexString(word) + ", process="
                    + liveness.describe(owner));
        }
    }
}
