package io.parley.manager.internal.queue;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;

/** The rest of a queue's interface, made of what the queue can do. */
abstract class RemoteCollection<E> extends RemoteObject implements Queue<E> {
    private final AbstractQueue<E> rest = new AbstractQueue<>() {
        @Override
        public boolean offer(E message) {
            return RemoteCollection.this.offer(message);
        }

        @Override
        public E poll() {
            return RemoteCollection.this.poll();
        }

        @Override
        public E peek() {
            return RemoteCollection.this.peek();
        }

        @Override
        public Iterator<E> iterator() {
            return RemoteCollection.this.iterator();
        }

        @Override
        public int size() {
            return RemoteCollection.this.size();
        }
    };

    RemoteCollection(Link link, int kind, String name, MessageBuffer details) {
        super(link, kind, name, details);
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean add(E message) {
        return rest.add(message);
    }

    @Override
    public E remove() {
        return rest.remove();
    }

    @Override
    public E element() {
        return rest.element();
    }

    @Override
    public boolean contains(Object message) {
        return rest.contains(message);
    }

    @Override
    public boolean containsAll(Collection<?> messages) {
        return rest.containsAll(messages);
    }

    @Override
    public Object[] toArray() {
        return rest.toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return rest.toArray(array);
    }

    @Override
    public boolean addAll(Collection<? extends E> messages) {
        if (messages == this) {
            throw new IllegalArgumentException("a queue cannot be put into itself: " + this);
        }
        return rest.addAll(messages);
    }

    @Override
    public boolean remove(Object message) {
        return rest.remove(message);
    }

    @Override
    public boolean removeAll(Collection<?> messages) {
        return rest.removeAll(messages);
    }

    @Override
    public boolean retainAll(Collection<?> messages) {
        return rest.retainAll(messages);
    }
}
