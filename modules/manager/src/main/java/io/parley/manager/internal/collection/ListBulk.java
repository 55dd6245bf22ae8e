package io.parley.manager.internal.collection;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListStore;
import io.parley.internal.map.ListValues;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Arrays;

/** What is done with many elements of a list at once; changes while the list is locked. */
record ListBulk(ListStore store) {
    /** The list as it is at one moment. */
    private record Picture(long version, long[] ids, RawBytes[] elements) {}

    private Picture picture() {
        try (ListScratch scratch = ListScratch.acquire()) {
            return store.consistently(word -> {
                long version = store.version();
                long[] ids = store.ids(word);
                RawBytes[] elements = new RawBytes[ids.length];
                for (int i = 0; i < ids.length; i++) {
                    if (!store.read(ids[i], scratch)) {
                        return null;
                    }
                    elements[i] = RawBytes.of(scratch.found());
                }
                return new Picture(version, ids, elements);
            });
        }
    }

    /** Version and size first, then each element behind its id. */
    Walks.Walk walk(MessageWriter head) {
        Picture all = picture();
        head.writeLong(all.version());
        head.writeInt(all.ids().length);
        int[] at = new int[1];
        return out -> {
            int index = at[0]++;
            if (index >= all.ids().length) {
                return false;
            }
            out.writeByte(Walks.ITEM);
            out.writeLong(all.ids()[index]);
            all.elements()[index].write(out);
            return true;
        };
    }

    long find(RawBytes sought, boolean backwards) {
        MessageBuffer bytes = sought.reader();
        try (ListScratch scratch = ListScratch.acquire()) {
            return store.consistently(word -> find(bytes, store.ids(word), backwards, scratch));
        }
    }

    /** Null if an element is gone. */
    private Long find(MessageBuffer sought, long[] ids, boolean backwards, ListScratch scratch) {
        for (int i = 0; i < ids.length; i++) {
            int index = backwards ? ids.length - 1 - i : i;
            if (!store.read(ids[index], scratch)) {
                return null;
            }
            if (scratch.found().contentEquals(0, sought)) {
                return (long) index;
            }
        }
        return -1L;
    }

    boolean remove(RawBytes element) {
        int index = (int) find(element, false);
        if (index >= 0) {
            store.remove(index, index + 1);
        }
        return index >= 0;
    }

    /** Each index once at most; those that are left out are removed. */
    boolean reorder(long version, MessageReader args) {
        if (store.version() != version) {
            return false;
        }
        long[] ids = store.ids(store.word());
        int count = args.readInt();
        if (count < 0 || count > ids.length) {
            throw new IllegalArgumentException("order is of another list: count=" + count + ", size=" + ids.length);
        }
        long[] kept = new long[count];
        boolean[] isKept = new boolean[ids.length];
        for (int i = 0; i < count; i++) {
            int index = args.readInt();
            if (index < 0 || index >= ids.length || isKept[index]) {
                throw new IllegalArgumentException("no order of a list: index=" + index + ", size=" + ids.length);
            }
            isKept[index] = true;
            kept[i] = ids[index];
        }
        long[] gone = new long[ids.length - count];
        int next = 0;
        for (int i = 0; i < ids.length; i++) {
            if (!isKept[i]) {
                gone[next++] = ids[i];
            }
        }
        store.reorder(kept, count, gone, gone.length);
        return true;
    }

    boolean replaceAll(long version, MessageReader args) {
        if (store.version() != version) {
            return false;
        }
        ListValues values = ServedList.values(args);
        if (values.count() != store.size()) {
            throw new IllegalArgumentException(
                    "elements are of another list: count=" + values.count() + ", size=" + store.size());
        }
        store.replaceAll(values);
        return true;
    }

    void reverse() {
        long[] ids = store.ids(store.word());
        if (ids.length > 1) {
            long[] turned = new long[ids.length];
            Arrays.setAll(turned, i -> ids[ids.length - 1 - i]);
            store.reorder(turned, turned.length, turned, 0);
        }
    }
}
