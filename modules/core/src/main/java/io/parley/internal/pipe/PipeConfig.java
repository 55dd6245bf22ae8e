package io.parley.internal.pipe;

import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a pipe was created with. Numbers below zero mean "whatever is there", or the default when creating. */
public record PipeConfig(int capacity, int simplex, String codec) {
    /** Bytes of each ring, unless said otherwise. */
    public static final int DEFAULT_CAPACITY = 1 << 18;
    /** Bytes of the smallest ring. */
    public static final int MIN_CAPACITY = 1 << 12;
    /** Bytes of the largest ring: both lie in the first chunk of a mapping. */
    public static final int MAX_CAPACITY = 1 << 28;

    ObjectFile.Spec spec() {
        PipeConfig full = new PipeConfig(capacity < 0 ? DEFAULT_CAPACITY : capacity, Math.max(0, simplex), codec);
        return new ObjectFile.Spec(ObjectKind.PIPE, 0, -1, PipeLayout.fileLength(full.capacity), full::write);
    }

    private void write(Memory memory) {
        byte[] id = codec.getBytes(StandardCharsets.UTF_8);
        if (id.length > PipeLayout.CODEC_MAX) {
            throw new IllegalArgumentException(
                    "codec id too long: '" + codec + "' bytes=" + id.length + ", allowed=" + PipeLayout.CODEC_MAX);
        }
        memory.putInt(PipeLayout.CAPACITY, capacity);
        memory.putInt(PipeLayout.SIMPLEX, simplex);
        memory.putInt(PipeLayout.CODEC_LENGTH, id.length);
        memory.putBytes(PipeLayout.CODEC, id, 0, id.length);
    }

    static PipeConfig read(ObjectFile file) {
        Memory memory = file.memory();
        requireConsistent(file, memory.getInt(PipeLayout.CAPACITY));
        int length = memory.getInt(PipeLayout.CODEC_LENGTH);
        byte[] id = new byte[Math.max(0, Math.min(PipeLayout.CODEC_MAX, length))];
        memory.getBytes(PipeLayout.CODEC, id, 0, id.length);
        return new PipeConfig(
                memory.getInt(PipeLayout.CAPACITY),
                memory.getInt(PipeLayout.SIMPLEX),
                new String(id, StandardCharsets.UTF_8));
    }

    private static void requireConsistent(ObjectFile file, int capacity) {
        boolean possible = capacity >= MIN_CAPACITY && capacity <= MAX_CAPACITY && Integer.bitCount(capacity) == 1;
        if (!possible || PipeLayout.fileLength(capacity) != file.header().length()) {
            throw new ObjectCorruptException("pipe has an impossible capacity: " + file.path() + " found=" + capacity
                    + ", file length=" + file.header().length()
                    + ". Restore the file, or delete it and let it be created again");
        }
    }

    /** Refuses a pipe that is not what the caller asked for. */
    void requireMatch(Path path, PipeConfig found) {
        require(path, "codec", found.codec, codec, true);
        require(path, "capacity", found.capacity, capacity, capacity >= 0);
        require(path, "direction", direction(found.simplex), direction(simplex), simplex >= 0);
    }

    private static String direction(int simplex) {
        return simplex == 1 ? "simplex" : "duplex";
    }

    private static void require(Path path, String what, Object found, Object expected, boolean given) {
        if (given && !found.equals(expected)) {
            throw new ObjectMismatchException("pipe has another " + what + ": " + path + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }
}
