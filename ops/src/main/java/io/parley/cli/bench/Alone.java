package io.parley.cli.bench;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.cli.bench.Measured.Cost;
import io.parley.collection.SharedLongMap;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedSemaphore;
import io.parley.value.SharedLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Operations of one thread that nobody gets in the way of, each in turn with the JDK's. */
final class Alone {
    static final int BYTES = 32;

    private static final int BATCH = 1_000;
    /** Batches before anything counts, however long they take: a compiler may have to wait for a processor. */
    private static final int WARM_UP = 50;

    private static final int KEYS = 1_024;

    private final Consumer<Cost> found;
    private final long eachNs;

    /** So many operations: the loop is its own, so that it is compiled on its own. */
    private interface Batch {
        void run(int times) throws InterruptedException;
    }

    private Alone(long eachNs, Consumer<Cost> found) {
        this.eachNs = eachNs;
        this.found = found;
    }

    /** Measures each for that long. */
    static List<Cost> measure(Parley parley, long eachNs) throws InterruptedException {
        List<Cost> costs = new ArrayList<>();
        Alone alone = new Alone(eachNs, costs::add);
        alone.measureValue(parley);
        alone.measureLock(parley);
        alone.measureSemaphore(parley);
        alone.measureMap(parley);
        alone.measureTransientQueue(parley);
        alone.measureQueue(parley);
        return costs;
    }

    private void measureValue(Parley parley) throws InterruptedException {
        SharedLong number = parley.longValue("number");
        AtomicLong atomic = new AtomicLong();
        compare(
                "value, add",
                times -> {
                    for (int i = 0; i < times; i++) {
                        number.getAndAdd(i);
                    }
                },
                "AtomicLong",
                times -> {
                    for (int i = 0; i < times; i++) {
                        atomic.getAndAdd(i);
                    }
                });
    }

    private void measureLock(Parley parley) throws InterruptedException {
        SharedLock lock = parley.lock("lock");
        ReentrantLock heap = new ReentrantLock();
        compare(
                "lock, unlock",
                times -> {
                    for (int i = 0; i < times; i++) {
                        lock.lock();
                        lock.unlock();
                    }
                },
                "ReentrantLock",
                times -> {
                    for (int i = 0; i < times; i++) {
                        heap.lock();
                        heap.unlock();
                    }
                });
    }

    private void measureSemaphore(Parley parley) throws InterruptedException {
        SharedSemaphore permits = parley.semaphore("permits", 1);
        Semaphore heap = new Semaphore(1);
        compare(
                "semaphore, acquire, release",
                times -> {
                    for (int i = 0; i < times; i++) {
                        permits.acquire();
                        permits.release();
                    }
                },
                "Semaphore",
                times -> {
                    for (int i = 0; i < times; i++) {
                        heap.acquire();
                        heap.release();
                    }
                });
    }

    private void measureMap(Parley parley) throws InterruptedException {
        SharedLongMap map = parley.longMap("map");
        ConcurrentHashMap<Long, Long> heap = new ConcurrentHashMap<>();
        compare(
                "map of longs, put",
                times -> {
                    for (int i = 0; i < times; i++) {
                        map.put(i % KEYS, i);
                    }
                },
                "ConcurrentHashMap",
                times -> {
                    for (int i = 0; i < times; i++) {
                        heap.put((long) i % KEYS, (long) i);
                    }
                });
    }

    private void measureTransientQueue(Parley parley) throws InterruptedException {
        try (TransientQueue<byte[]> queue = parley.transientQueue("ring", Codecs.bytes())) {
            compareQueue("transient queue", queue::put, queue::take);
        }
    }

    private void measureQueue(Parley parley) throws InterruptedException {
        try (SharedQueue<byte[]> queue = Route.queue(parley, "queue")) {
            compareQueue("durable queue", queue::put, queue::take);
        }
    }

    private interface Put {
        void put(byte[] message) throws InterruptedException;
    }

    private interface Take {
        byte[] take() throws InterruptedException;
    }

    private void compareQueue(String name, Put put, Take take) throws InterruptedException {
        byte[] message = new byte[BYTES];
        ArrayBlockingQueue<byte[]> heap = new ArrayBlockingQueue<>(BATCH);
        compare(
                name + ", put, take, " + BYTES + " B",
                times -> {
                    for (int i = 0; i < times; i++) {
                        put.put(message);
                        take.take();
                    }
                },
                "ArrayBlockingQueue, no copy",
                times -> {
                    for (int i = 0; i < times; i++) {
                        heap.put(message);
                        heap.take();
                    }
                });
    }

    private void compare(String operation, Batch ours, String baseline, Batch theirs) throws InterruptedException {
        repeat(ours, theirs, eachNs / 2, WARM_UP); // until compiled
        double[][] batches = repeat(ours, theirs, eachNs, 1);
        double ns = median(batches[0]);
        double baselineNs = median(batches[1]);
        double worstNs = batches[0][batches[0].length - 1];
        found.accept(new Cost(operation, ns, worstNs, baseline, baselineNs, ns / baselineNs));
    }

    /** Batches of both in turn, for so long and so often; the time that an operation took in each, sorted. */
    private static double[][] repeat(Batch ours, Batch theirs, long forNs, int least) throws InterruptedException {
        List<double[]> pairs = new ArrayList<>();
        long endNs = System.nanoTime() + 2 * forNs;
        do {
            pairs.add(new double[] {time(ours), time(theirs)});
        } while (pairs.size() < least || System.nanoTime() < endNs);
        double[][] sorted = new double[2][];
        for (int side = 0; side < 2; side++) {
            int index = side;
            sorted[side] =
                    pairs.stream().mapToDouble(pair -> pair[index]).sorted().toArray();
        }
        return sorted;
    }

    private static double time(Batch batch) throws InterruptedException {
        long startNs = System.nanoTime();
        batch.run(BATCH);
        return (System.nanoTime() - startNs) / (double) BATCH;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
