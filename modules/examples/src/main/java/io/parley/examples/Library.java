package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedReadWriteLock;
import io.parley.value.SharedInt;
import io.parley.value.SharedLong;
import java.util.ArrayList;
import java.util.List;

/** Two readers and a writer, a process each: readers read together, and never while the writer is half done. */
public final class Library {
    private static final int PAGES = 500;

    private Library() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("library-" + ProcessHandle.current().pid())) {
            SharedReadWriteLock lock = parley.readWriteLock("book");
            SharedInt left = parley.intValue("left");
            SharedInt right = parley.intValue("right");
            SharedLong torn = parley.longValue("torn");
            List<ParleyProcess> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(parley.process(() -> read(lock, left, right, torn)).start());
            }
            for (int page = 1; page <= PAGES; page++) {
                lock.writeLock().lock();
                try {
                    left.set(page);
                    right.set(page);
                } finally {
                    lock.writeLock().unlock();
                }
            }
            for (ParleyProcess reader : readers) {
                reader.join();
            }
            System.out.println("pages: " + left.get() + ", torn: " + torn.get());
            parley.delete();
        }
    }

    /** Reads to the last page. */
    private static void read(SharedReadWriteLock lock, SharedInt left, SharedInt right, SharedLong torn) {
        int seen;
        do {
            lock.readLock().lock();
            try {
                seen = left.get();
                torn.addAndGet(seen == right.get() ? 0 : 1);
            } finally {
                lock.readLock().unlock();
            }
        } while (seen < PAGES);
    }
}
