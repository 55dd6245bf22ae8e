package io.parley.value;

import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.struct.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which lock goes with a value or an array; part of its file, so that all processes take the same one. */
record LockChoice(int kind, String name) {
    static final LockChoice EMBEDDED = new LockChoice(0, "");
    static final LockChoice NONE = new LockChoice(2, "");

    private static final int SHARED = 1;

    static LockChoice shared(String name) {
        return new LockChoice(SHARED, name);
    }

    boolean isShared() {
        return kind == SHARED;
    }

    /** Part of building a new file. */
    void write(Memory memory) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        memory.putInt(ValueLayout.LOCK_CHOICE, kind);
        memory.putBytes(ValueLayout.LOCK_NAME, ascii, 0, ascii.length);
    }

    /** Refuses a file with another lock. */
    void requireIn(ObjectFile file) {
        LockChoice found = read(file);
        if (!equals(found)) {
            throw new ObjectMismatchException("object has another lock: " + file.path() + " found=" + found
                    + ", expected=" + this + ". Open it with the options it was created with");
        }
    }

    private static LockChoice read(ObjectFile file) {
        int kind = file.memory().getInt(ValueLayout.LOCK_CHOICE);
        if (kind < EMBEDDED.kind || kind > NONE.kind) {
            throw new ObjectCorruptException("unknown lock choice: " + file.path() + " found=" + kind
                    + ", known=0..2. Restore the file, or delete it and let it be created again");
        }
        byte[] ascii = new byte[ValueLayout.LOCK_NAME_LENGTH];
        file.memory().getBytes(ValueLayout.LOCK_NAME, ascii, 0, ascii.length);
        int length = 0;
        while (length < ascii.length && ascii[length] != 0) {
            length++;
        }
        return new LockChoice(kind, new String(ascii, 0, length, StandardCharsets.US_ASCII));
    }

    /** For who opens the object by its address: which option to use. */
    void describe(List<String> details) {
        details.add(Integer.toString(kind));
        details.add(name);
    }

    @Override
    public String toString() {
        if (isShared()) {
            return "lock '" + name + "'";
        }
        return kind == NONE.kind ? "no lock" : "its own lock";
    }
}
