package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The bounded buffer of every textbook, between two processes: one lock, a condition for "there is room" and one for
 * "there is something".
 */
public final class BoundedBuffer {
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

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("bounded-buffer-" + ProcessHandle.current().pid())) {
            Process producer = Child.start(Producer.class, parley.directory());
            BoundedBuffer buffer = new BoundedBuffer(parley);
            long inOrder = 0;
            for (int i = 0; i < ITEMS; i++) {
                inOrder += buffer.take() == i ? 1 : 0;
            }
            Child.join(List.of(producer));
            System.out.println("in order: " + inOrder + " of " + ITEMS + ", places: " + buffer.items.length());
            parley.delete();
        }
    }

    /** The other process; its argument is the domain's directory. */
    static final class Producer {
        private Producer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                BoundedBuffer buffer = new BoundedBuffer(parley);
                for (int i = 0; i < ITEMS; i++) {
                    buffer.put(i);
                }
            }
        }
    }
}
