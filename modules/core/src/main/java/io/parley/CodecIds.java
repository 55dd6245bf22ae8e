package io.parley;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Codec ids for classes: {@code kind:class} or {@code kind:class:hash}, ASCII, at most 200 characters. A class name
 * that does not fit keeps its end, which says most; the hash then tells it from others with the same end.
 */
final class CodecIds {
    private static final int MAX_LENGTH = 200;
    private static final int HASH_BYTES = 8;

    private CodecIds() {}

    /** The id of a class without a shape. */
    static String of(String kind, Class<?> type) {
        String id = kind + ":" + type.getName();
        boolean plain = id.length() <= MAX_LENGTH && id.chars().allMatch(CodecIds::isPrintableAscii);
        return plain ? id : of(kind, type, type.getName());
    }

    /** The id of a class in one of its shapes: another shape is another id. */
    static String of(String kind, Class<?> type, String shape) {
        String tail = ":" + hash(shape);
        return kind + ":" + fitted(type.getName(), MAX_LENGTH - kind.length() - 1 - tail.length()) + tail;
    }

    private static String fitted(String name, int length) {
        StringBuilder fitted = new StringBuilder(name);
        if (name.length() > length) {
            fitted.delete(0, name.length() - length + 1).insert(0, '~');
        }
        for (int i = 0; i < fitted.length(); i++) {
            if (!isPrintableAscii(fitted.charAt(i))) {
                fitted.setCharAt(i, '?');
            }
        }
        return fitted.toString();
    }

    private static boolean isPrintableAscii(int c) {
        return c > ' ' && c < 0x7F;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
