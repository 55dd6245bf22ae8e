package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.ParleyException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list without its element type: elements lie in a map under ids that are never used twice, a {@link ListOrder} says
 * which of them the list has, and in which order.
 *
 * <p>Every change takes effect by one store: that of the order's word, or the map's own if an element becomes another
 * one. So who dies in it leaves the list as it was or as it was to become; and perhaps elements that no order has.
 * Those are found by what the change had written down before it began, and removed by the next who changes something.
 *
 * <p>Readers hold nothing and store nothing. Who changes holds the lock, from {@link #begin} to {@link #end}.
 */
public final class ListStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.list");
    private static final long SLICE_NS = 50_000_000;
    /** Looks without the lock, before it is taken to look in peace. */
    private static final int LOOKS = 64;
    /** Of those, at a whole list; a long one once, because each look takes long, and in vain if anybody writes. */
    private static final int WHOLE_LOOKS = 8;

    private static final int LONG_LIST = 1_000;
    /** Writers of a list take turns anyway. */
    private static final int STRIPES = 4;

    private final Domain domain;
    private final MapStore elements;
    private final ListOrder order;
    private final Memory control;
    private final LockCore lock;
    private final Doorbell changed;
    private volatile boolean closed;

    private ListStore(Domain domain, MapStore elements) {
        this.domain = domain;
        this.elements = elements;
        this.order = new ListOrder(domain, elements.file());
        this.control = order.file().memory();
        this.lock = domain.lockCore(order.file(), ListLayout.LOCK);
        this.changed = new Doorbell(control, ListLayout.BELL, domain.clock());
    }

    /** Reads the list while others may change it. */
    @FunctionalInterface
    public interface Look<R> {
        /**
         * Reads; the result counts only if nobody changed anything meanwhile.
         *
         * @param word what to read by
         * @return null if an element is gone
         */
        R at(long word);
    }

    /** Opens the list, creating it first if there is none. */
    public static ListStore open(Domain domain, String name, String codec) {
        MapConfig config = new MapConfig(ObjectKind.LIST, "list-id", codec, false, STRIPES, 0);
        while (true) {
            MapStore elements = MapStore.open(domain, name, config);
            try {
                ListStore list = new ListStore(domain, elements);
                if (!elements.file().isDeleted()) {
                    return list;
                }
            } catch (ParleyException e) {
                // Somebody may have deleted the list between the two steps, and its directory with it.
                if (!elements.file().isDeleted()) {
                    elements.close();
                    throw e;
                }
            }
            elements.close();
        }
    }

    /** What counts just now. */
    public long word() {
        return order.word();
    }

    /** How many elements there are. */
    public int size() {
        requireOpen();
        return ListLayout.size(order.word());
    }

    /** How many elements there are in a list that has this word. */
    public static int size(long word) {
        return ListLayout.size(word);
    }

    /** Whether elements were appended at most, since the list had that word. */
    public boolean isStill(long word) {
        return order.isStill(word);
    }

    /** How often the list was changed. */
    public long version() {
        requireOpen();
        return control.getLongVolatile(ListLayout.VERSION);
    }

    /** Copies an element to {@link ListScratch#found}. Takes no lock, unless others change the list all the time. */
    public void get(int index, ListScratch scratch) {
        requireOpen();
        for (int look = 0; look < LOOKS; look++) {
            long word = order.word();
            Objects.checkIndex(index, ListLayout.size(word));
            if (read(order.id(word, index), scratch) && order.isStill(word)) {
                return;
            }
        }
        begin();
        try {
            readHeld(index, scratch);
        } finally {
            end();
        }
    }

    /** As {@link #get}, of a list that has this word; false if more was done to it since than appending. */
    public boolean getIfStill(long word, int index, ListScratch scratch) {
        requireOpen();
        boolean found = read(order.id(word, index), scratch);
        if (!order.isStill(word)) {
            return false;
        }
        if (!found) {
            get(index, scratch); // which says what is wrong
        }
        return true;
    }

    /** Copies the last element to {@link ListScratch#found} and returns its index; −1 if there is none. */
    public int getLast(ListScratch scratch) {
        requireOpen();
        for (int look = 0; look < LOOKS; look++) {
            long word = order.word();
            int last = ListLayout.size(word) - 1;
            if (last < 0 || read(order.id(word, last), scratch) && order.isStill(word)) {
                return last;
            }
        }
        begin();
        try {
            int last = size() - 1;
            if (last >= 0) {
                readHeld(last, scratch);
            }
            return last;
        } finally {
            end();
        }
    }

    /** Copies an element to {@link ListScratch#found}; false if there is none with that id. */
    public boolean read(long id, ListScratch scratch) {
        return elements.get(scratch.key(id), scratch.found());
    }

    /** The ids of a list that has this word; any numbers if it has not any more. */
    public long[] ids(long word) {
        return order.ids(word, 0, ListLayout.size(word));
    }

    /** What a look finds while nobody changes anything: tries it without the lock, and then with it. */
    public <R> R consistently(Look<R> look) {
        requireOpen();
        int looks = ListLayout.size(order.word()) > LONG_LIST ? 1 : WHOLE_LOOKS;
        for (int i = 0; i < looks; i++) {
            long version = control.getLongVolatile(ListLayout.VERSION);
            long word = order.word();
            R found = look.at(word);
            if (found != null && order.word() == word && control.getLongVolatile(ListLayout.VERSION) == version) {
                return found;
            }
        }
        begin();
        try {
            R found = look.at(order.word());
            if (found == null) {
                throw lost();
            }
            return found;
        } finally {
            end();
        }
    }

    /** Excludes other writers, until {@link #end}, and removes what a dead one left. May be nested. */
    public void begin() {
        requireOpen();
        lock.acquire();
        try {
            elements.requireUsable();
            if (lock.isRecovered() || isChanging()) {
                recover();
            }
        } catch (RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    /** Lets other writers go on. After a change that failed halfway: removes what it left. */
    public void end() {
        try {
            if (isChanging()) {
                tidyUp();
            }
        } catch (RuntimeException e) {
            // What is thrown already says more; the next who begins finds the same and tries again.
            LOG.debug("cannot tidy up after a failed change of {}", path(), e);
        } finally {
            lock.release();
        }
    }

    private boolean isChanging() {
        return control.getLong(ListLayout.BEFORE) != 0;
    }

    private void recover() {
        int removed = isChanging() ? tidyUp() : 0;
        if (lock.isRecovered()) {
            changed(); // the dead may have changed an element and not said so
            lock.markConsistent();
            LOG.warn(
                    "PLY-0090 a process or thread died while it changed a list: {} size={}. What it did not finish is"
                            + " undone, or done: elements removed that were in no order={}",
                    path(),
                    size(),
                    removed);
        }
    }

    /** Removes elements that the list does not have: whatever the unfinished change added in vain or left behind. */
    private int tidyUp() {
        long before = control.getLong(ListLayout.BEFORE);
        long word = order.word();
        int removed = 0;
        try (ListScratch scratch = ListScratch.acquire()) {
            if (word == before) {
                long end = control.getLong(ListLayout.NEXT_ID);
                for (long id = control.getLong(ListLayout.FIRST_ADDED); id < end; id++) {
                    removed += remove(id, scratch);
                }
            } else if (!order.isStill(before)) {
                // The old order is still there: nobody wrote over it since.
                long[] present = ids(word);
                Arrays.sort(present);
                for (long id : ids(before)) {
                    if (Arrays.binarySearch(present, id) < 0) {
                        removed += remove(id, scratch);
                    }
                }
            }
        }
        Failpoint.LIST_TIDIED_UP.hit();
        changed();
        return removed;
    }

    private int remove(long id, ListScratch scratch) {
        int removed = elements.remove(scratch.key(id), null) ? 1 : 0;
        Failpoint.LIST_HALF_REMOVED.hit();
        return removed;
    }

    /** The change is complete. */
    private void changed() {
        control.putLongVolatile(ListLayout.VERSION, control.getLong(ListLayout.VERSION) + 1);
        control.putLongRelease(ListLayout.BEFORE, 0);
        Failpoint.LIST_CHANGED_BEFORE_WAKE.hit();
        changed.ringAll();
    }

    /** Says what the list is, so that others can tell what became of it. */
    private void announce(long word) {
        control.putLong(ListLayout.FIRST_ADDED, control.getLong(ListLayout.NEXT_ID));
        control.putLongVolatile(ListLayout.BEFORE, word);
        Failpoint.LIST_ANNOUNCED.hit();
    }

    private void publish(long word) {
        Failpoint.LIST_BEFORE_SWITCH.hit();
        order.publish(word);
        Failpoint.LIST_SWITCHED.hit();
    }

    private long add(MessageBuffer value, ListScratch scratch) {
        long id = control.getLong(ListLayout.NEXT_ID);
        control.putLongVolatile(ListLayout.NEXT_ID, id + 1);
        elements.put(scratch.key(id), value, null);
        Failpoint.LIST_ELEMENT_ADDED.hit();
        return id;
    }

    /** The id of an element; between {@link #begin} and {@link #end}, as everything from here on. */
    public long idAt(int index) {
        long word = order.word();
        Objects.checkIndex(index, ListLayout.size(word));
        return order.id(word, index);
    }

    /** Where an element is now; −1 if it is not in the list any more. */
    public int indexOf(long id, int hint) {
        return order.indexOf(id, hint);
    }

    /** Copies an element to {@link ListScratch#found}. */
    public void readHeld(int index, ListScratch scratch) {
        if (!read(idAt(index), scratch)) {
            throw lost();
        }
    }

    private ObjectCorruptException lost() {
        return new ObjectCorruptException("list has lost an element: " + path() + " size=" + size() + ", elements="
                + elements.size() + ". Did the machine lose power? Remove it with subList(i, i + 1).clear(), or"
                + " delete the list and let it be created again");
    }

    /** Appends {@link ListScratch#value}. */
    public void append(ListScratch scratch) {
        long word = order.word();
        int size = ListLayout.size(word);
        int array = ListLayout.array(word);
        order.makeRoom(array, size + 1);
        announce(word);
        order.put(array, size, add(scratch.value(), scratch));
        publish(ListLayout.appended(word, 1));
        changed();
    }

    /** Puts elements before the one at {@code index}, all in one step for others. */
    public void insert(int index, ListValues values) {
        long word = order.word();
        int size = ListLayout.size(word);
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException("Index " + index + " out of bounds for insertion, length " + size);
        }
        int count = values.count();
        if (count == 0) {
            return;
        }
        boolean atTheEnd = index == size;
        int array = ListLayout.array(word);
        int target = atTheEnd ? array : 1 - array;
        order.makeRoom(target, size + count);
        announce(word);
        try (ListScratch scratch = ListScratch.acquire()) {
            for (int i = 0; i < count; i++) {
                values.read(i, scratch.value());
                order.put(target, index + i, add(scratch.value(), scratch));
            }
        }
        if (atTheEnd) {
            publish(ListLayout.appended(word, count));
        } else {
            order.copy(array, 0, target, 0, index);
            order.copy(array, index, target, index + count, size - index);
            publish(ListLayout.next(word, target, size + count));
        }
        changed();
    }

    /** Makes another element of one that is in the list, by one step of the map's. */
    public void replace(long id, ListScratch scratch) {
        elements.put(scratch.key(id), scratch.value(), null);
        Failpoint.LIST_ELEMENT_REPLACED.hit();
        changed();
    }

    /** Whether an element is in the list. */
    public boolean contains(long id, ListScratch scratch) {
        return elements.containsKey(scratch.key(id));
    }

    /** Removes a range, all in one step for others. */
    public void remove(int from, int to) {
        long word = order.word();
        int size = ListLayout.size(word);
        Objects.checkFromToIndex(from, to, size);
        if (from == to) {
            return;
        }
        int array = ListLayout.array(word);
        int target = to == size ? array : 1 - array;
        order.makeRoom(target, size - (to - from));
        announce(word);
        if (target != array) {
            order.copy(array, 0, target, 0, from);
            order.copy(array, to, target, from, size - to);
        }
        publish(ListLayout.next(word, target, size - (to - from)));
        if (from == 0 && to == size) {
            elements.clear();
        } else {
            try (ListScratch scratch = ListScratch.acquire()) {
                for (int i = from; i < to; i++) {
                    remove(order.id(word, i), scratch);
                }
            }
        }
        changed();
    }

    /**
     * Gives the list another order, in one step for others.
     *
     * @param ids ids of elements of the list, each once
     * @param count how many of them to take
     * @param gone ids of all other elements of the list, which are removed
     * @param goneCount how many of them there are
     */
    public void reorder(long[] ids, int count, long[] gone, int goneCount) {
        long word = order.word();
        int target = 1 - ListLayout.array(word);
        order.makeRoom(target, count);
        announce(word);
        for (int i = 0; i < count; i++) {
            order.put(target, i, ids[i]);
        }
        publish(ListLayout.next(word, target, count));
        removeAll(gone, goneCount);
        changed();
    }

    /** Makes other elements of all, in one step for others; {@code values} has one for each. */
    public void replaceAll(ListValues values) {
        long word = order.word();
        int size = ListLayout.size(word);
        int target = 1 - ListLayout.array(word);
        order.makeRoom(target, size);
        announce(word);
        try (ListScratch scratch = ListScratch.acquire()) {
            for (int i = 0; i < size; i++) {
                values.read(i, scratch.value());
                order.put(target, i, add(scratch.value(), scratch));
            }
        }
        publish(ListLayout.next(word, target, size));
        removeAll(ids(word), size);
        changed();
    }

    private void removeAll(long[] ids, int count) {
        try (ListScratch scratch = ListScratch.acquire()) {
            for (int i = 0; i < count; i++) {
                remove(ids[i], scratch);
            }
        }
    }

    /** Waits until the version is another than {@code seen}; false if it took longer. */
    public boolean awaitChange(long seen, long timeoutNs) throws InterruptedException {
        requireUsable();
        boolean met = changed.await(
                new Doorbell.Condition() {
                    @Override
                    public boolean isTrue() {
                        return control.getLongVolatile(ListLayout.VERSION) != seen || isUseless();
                    }

                    @Override
                    public void sliceExpired() {
                        if (lock.isAbandoned()) {
                            begin(); // the dead may have changed something and not said so
                            end();
                        }
                    }
                },
                Deadline.after(domain.clock(), timeoutNs),
                SLICE_NS,
                domain.strategy());
        requireUsable();
        return met;
    }

    private boolean isUseless() {
        return closed || isDeleted();
    }

    private void requireUsable() {
        requireOpen();
        if (isDeleted()) {
            throw new ObjectDeletedException("list was deleted: " + path() + ". Open it again to create a new one");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("handle is closed: " + path() + ". Open the list again");
        }
    }

    /** Whether this handle was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** The file that makes the list what it is. */
    public ObjectFile file() {
        return elements.file();
    }

    /** Where the list lies. */
    public Path path() {
        return file().path().getParent();
    }

    /** Whether somebody deleted the list. */
    public boolean isDeleted() {
        return elements.file().isDeleted();
    }

    /** Makes the files of the elements as small as they can be. */
    public void compact() {
        requireUsable();
        elements.compact();
    }

    /** Deletes the list for everybody. */
    public void delete() {
        elements.delete();
        ObjectFile file = order.file();
        file.markDeleted(); // who waits for the lock looks here
        domain.forgetCore(file);
        changed.ringAll();
    }

    /** Closes this handle; the list stays. */
    public void close() {
        closed = true;
        changed.ringAll();
        elements.close();
    }
}
