package io.parley.manager.internal.collection;

import io.parley.MessageReader;
import io.parley.manager.internal.client.Request;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Goes over the items of a walk, page by page. For one thread. */
final class PageIterator<T> implements Iterator<T> {
    private final LongFunction<Request> nextPage;
    private final Function<MessageReader, T> reader;
    private MessageReader page;
    private T next;

    /**
     * Begins a walk.
     *
     * @param first the request for the first page
     * @param nextPage the one for the next page of the walk of a number
     * @param reader reads one item
     */
    PageIterator(MessageReader first, LongFunction<Request> nextPage, Function<MessageReader, T> reader) {
        this.page = first;
        this.nextPage = nextPage;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        while (next == null && page != null) {
            switch (page.readByte()) {
                case Walks.ITEM -> next = reader.apply(page);
                case Walks.MORE -> page = nextPage.apply(page.readLong()).call();
                default -> page = null;
            }
        }
        return next != null;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more elements");
        }
        T item = next;
        next = null;
        return item;
    }
}
