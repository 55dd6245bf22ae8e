package io.parley.value;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** A live view of an array: reads and writes elements, has no content of its own, never grows. */
final class ElementList<E> extends AbstractList<E> implements RandomAccess {
    private final MappedArray array;
    private final IntFunction<E> reader;
    private final Writer<E> writer;

    /** Replaces an element and returns the old one. */
    interface Writer<E> {
        E replace(int index, E element);
    }

    ElementList(MappedArray array, IntFunction<E> reader, Writer<E> writer) {
        this.array = array;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public E get(int index) {
        return reader.apply(index);
    }

    @Override
    public E set(int index, E element) {
        return writer.replace(index, element);
    }

    @Override
    public int size() {
        return array.length();
    }
}
