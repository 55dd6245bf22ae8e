package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a map was created with, as its state file says. */
record MapSchema(int stripes, boolean ordered, String keyCodec, String valueCodec) {
    /** How to create the state file. */
    static ObjectFile.Spec spec(MapConfig config) {
        int stripes = config.stripes();
        if (!isPossible(stripes)) {
            throw new IllegalArgumentException(
                    "stripes must be a power of two from 1 to " + MapConfig.MAX_STRIPES + ": stripes=" + stripes);
        }
        MapSchema schema =
                new MapSchema(stripes, Boolean.TRUE.equals(config.ordered()), config.keyCodec(), config.valueCodec());
        return new ObjectFile.Spec(config.kind(), 0, -1, MapLayout.fileLength(stripes), schema::write);
    }

    private static boolean isPossible(int stripes) {
        return stripes >= 1 && stripes <= MapConfig.MAX_STRIPES && Integer.bitCount(stripes) == 1;
    }

    private void write(Memory memory) {
        memory.putInt(MapLayout.STRIPES, stripes);
        memory.putInt(MapLayout.ORDERED, ordered ? 1 : 0);
        writeText(memory, MapLayout.KEY_CODEC_LENGTH, keyCodec);
        writeText(memory, MapLayout.VALUE_CODEC_LENGTH, valueCodec);
        memory.putLong(MapLayout.BOOT_ID, ProcessIdentity.bootIdHash());
    }

    private static void writeText(Memory memory, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MapLayout.CODEC_MAX) {
            throw new IllegalArgumentException(
                    "codec id too long: '" + text + "' bytes=" + bytes.length + ", allowed=" + MapLayout.CODEC_MAX);
        }
        memory.putInt(at, bytes.length);
        memory.putBytes(at + Integer.BYTES, bytes, 0, bytes.length);
    }

    /** What the file says. */
    static MapSchema read(ObjectFile file) {
        Memory memory = file.memory();
        if (memory.length() < MapLayout.fileLength(1)) {
            throw corrupt(file, "length", memory.length());
        }
        int stripes = memory.getInt(MapLayout.STRIPES);
        if (!isPossible(stripes) || memory.length() != MapLayout.fileLength(stripes)) {
            throw corrupt(file, "number of stripes", stripes);
        }
        return new MapSchema(
                stripes,
                memory.getInt(MapLayout.ORDERED) != 0,
                readText(file, MapLayout.KEY_CODEC_LENGTH),
                readText(file, MapLayout.VALUE_CODEC_LENGTH));
    }

    private static String readText(ObjectFile file, int at) {
        int length = file.memory().getInt(at);
        if (length < 0 || length > MapLayout.CODEC_MAX) {
            throw corrupt(file, "length of a codec's name", length);
        }
        byte[] bytes = new byte[length];
        file.memory().getBytes(at + Integer.BYTES, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ObjectCorruptException corrupt(ObjectFile file, String what, long found) {
        return new ObjectCorruptException(kind(file) + " has an impossible " + what + ": " + file.path() + " found="
                + found + ", bytes=" + file.memory().length()
                + ". Restore the directory, or salvage what is readable into a new one");
    }

    private static String kind(ObjectFile file) {
        return ObjectKind.describe(file.header().kind());
    }

    /** Refuses a map that is not what the caller asked for. */
    void requireMatch(ObjectFile file, MapConfig wanted) {
        String kind = kind(file);
        require(kind, file.path(), "key codec", keyCodec, wanted.keyCodec());
        require(kind, file.path(), "value codec", valueCodec, wanted.valueCodec());
        if (wanted.ordered() != null) {
            require(kind, file.path(), "order", order(ordered), order(wanted.ordered()));
        }
    }

    private static String order(boolean ordered) {
        return ordered ? "insertion" : "none";
    }

    private static void require(String kind, Path path, String what, String found, String expected) {
        if (!found.equals(expected)) {
            throw new ObjectMismatchException(kind + " has another " + what + ": " + path + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }
}
