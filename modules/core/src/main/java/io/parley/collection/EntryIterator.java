package io.parley.collection;

import io.parley.internal.memory.MessageBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** An iterator over what is made of each entry. For one thread. */
final class EntryIterator<T> implements Iterator<T> {
    private final EntryCursor cursor;
    private final Function<? super EntryCursor, ? extends T> maker;
    /** The key of the element that was returned last; the cursor may be ahead. */
    private final MessageBuffer last = new MessageBuffer();

    private boolean ready;
    private boolean removable;

    EntryIterator(EntryCursor cursor, Function<? super EntryCursor, ? extends T> maker) {
        this.cursor = cursor;
        this.maker = maker;
    }

    @Override
    public boolean hasNext() {
        if (!ready) {
            ready = cursor.next();
        }
        return ready;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more elements");
        }
        ready = false;
        last.reset();
        last.writeBytes(cursor.key.array(), 0, cursor.key.length());
        removable = true;
        return maker.apply(cursor);
    }

    @Override
    public void remove() {
        if (!removable) {
            throw new IllegalStateException("nothing to remove: next() was not called, or remove() was");
        }
        removable = false;
        cursor.store.remove(last, null);
    }
}
