package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.io.Serializable;

/**
 * The bounded buffer of every textbook, between two processes: one lock, a condition for "there is room" and one for
 * "there is something". The buffer itself travels to the other process: its fields are handles.
 */
@SuppressWarnings("serial") // handles are no Serializable; on the way to a process they are replaced by addresses
public final class BoundedBuffer implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ITEMS = 1_000;

    private final SharedLock lock;
    private final SharedCondition notFull;
    private final SharedCondition notEmpty;
    private final SharedLongArray items;
    private final SharedLong put;
    private final SharedLong taken;

    private BoundedBuffer(Parley parley) {
        lock = parley.lock("buffer");
        notFull = lock.condition("not-full");
        notEmpty = lock.condition("not-empty");
        items = parley.longArray("items", 4);
        put = parley.longValue("put");
        taken = parley.longValue("taken");
    }

    private void put(long item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (put.get() - taken.get() == items.length()) {
                notFull.await();
            }
            items.set((int) (put.getAndAdd(1) % items.length()), item);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    private long take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (put.get() == taken.get()) {
                notEmpty.await();
            }
            long item = items.get((int) (taken.getAndAdd(1) % items.length()));
            notFull.signal();
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void fill() throws InterruptedException {
        for (int i = 0; i < ITEMS; i++) {
            put(i);
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("bounded-buffer-" + ProcessHandle.current().pid())) {
            BoundedBuffer buffer = new BoundedBuffer(parley);
            ParleyProcess producer = parley.process(buffer::fill).start();
            long inOrder = 0;
            for (int i = 0; i < ITEMS; i++) {
                inOrder += buffer.take() == i ? 1 : 0;
            }
            producer.join();
            System.out.println("in order: " + inOrder + " of " + ITEMS + ", places: " + buffer.items.length());
            parley.delete();
        }
    }
}
