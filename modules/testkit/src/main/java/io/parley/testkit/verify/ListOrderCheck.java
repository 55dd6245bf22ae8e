package io.parley.testkit.verify;

import io.parley.internal.map.ListLayout;
import java.nio.file.Files;

/** The order of a list's elements; {@code docs/spec/list.md}. */
final class ListOrderCheck {
    private ListOrderCheck() {}

    static void check(ObjectImage object) {
        String name = object.path().getFileName().toString();
        if (!name.equals(ListLayout.FILE)) {
            checkChunk(object, name);
            return;
        }
        object.requireLength(ListLayout.LENGTH);
        LockCellCheck.check(object, ListLayout.LOCK);
        checkSize(object, object.getLong(ListLayout.WORD));
        object.requireZero(ListLayout.WORD + Long.BYTES, ListLayout.VERSION);
        object.requireBetween("version", object.getLong(ListLayout.VERSION), 0, Long.MAX_VALUE);
        object.requireBetween("next id", object.getLong(ListLayout.NEXT_ID), 1, Long.MAX_VALUE);
        object.requireBetween(
                "first added id", object.getLong(ListLayout.FIRST_ADDED), 0, object.getLong(ListLayout.NEXT_ID));
        object.requireZero(ListLayout.BELL + Integer.BYTES, ListLayout.ARRAYS);
    }

    private static void checkSize(ObjectImage object, long word) {
        int size = ListLayout.size(word);
        object.requireBetween("size", size, 0, ListLayout.MAX_SIZE);
        for (int chunk = 1; size > 0 && chunk <= ListLayout.chunk(size - 1); chunk++) {
            String file = ListLayout.chunkFile(ListLayout.array(word), chunk);
            if (Files.notExists(object.path().resolveSibling(file))) {
                object.finding("size out of bounds: found=" + size + ", and there is no " + file);
                return;
            }
        }
    }

    private static void checkChunk(ObjectImage object, String name) {
        for (int array = 0; array < 2; array++) {
            for (int chunk = 1; chunk < ListLayout.CHUNKS; chunk++) {
                if (name.equals(ListLayout.chunkFile(array, chunk))) {
                    object.requireLength(ListLayout.chunkLength(chunk));
                    return;
                }
            }
        }
        object.finding("no part of a list's order has this name");
    }
}
