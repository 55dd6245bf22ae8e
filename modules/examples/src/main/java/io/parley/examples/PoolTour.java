package io.parley.examples;

import io.parley.Parley;
import io.parley.process.Pool;
import io.parley.process.ProcessPool;
import io.parley.process.ResultIterator;
import io.parley.process.SerializableCallable;
import io.parley.process.WorkerContext;
import io.parley.value.SharedInt;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A pool whose workers prepare themselves once and are replaced after some tasks: results as they are needed, in order
 * or as they come, and how far a map is.
 */
public final class PoolTour {
    private PoolTour() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.open("pool-tour-" + ProcessHandle.current().pid())) {
            SharedInt prepared = parley.intValue("prepared");
            try (ProcessPool pool = parley.pool(
                    options -> options.withName("cook").withWorkers(2).withInitializer(() -> prepare(prepared)))) {
                SerializableCallable<String> dish = PoolTour::cook;
                System.out.println(pool.call(dish));
                iterate(pool);
                report(pool);
                System.out.println("workers: " + pool.workers() + ", prepared: " + (prepared.get() >= 1));
            }
            replace(parley);
            parley.delete();
        }
    }

    /** Each worker does this before its first task. */
    private static void prepare(SharedInt prepared) {
        WorkerContext.current().attributes().put("knife", "sharp");
        prepared.incrementAndGet();
    }

    private static String cook() {
        WorkerContext worker = WorkerContext.current();
        return worker.name().replaceAll("[0-9]+", "N") + " has a "
                + worker.attributes().get("knife") + " knife";
    }

    private static void iterate(Pool pool) {
        Iterable<Integer> endless = IntStream.iterate(1, i -> i + 1).boxed()::iterator;
        try (ResultIterator<Integer> squares = pool.imap(i -> i * i, endless)) {
            System.out.println(
                    "the first of endlessly many: " + squares.next() + ", " + squares.next() + ", " + squares.next());
        } // cancels what was under way
        try (ResultIterator<Integer> squares = pool.imapUnordered(i -> i * i, List.of(1, 2, 3, 4))) {
            System.out.println("sorted: " + new TreeSet<>(squares.stream().toList()));
        }
    }

    private static void report(Pool pool) throws Exception {
        AtomicLong last = new AtomicLong();
        Pool reporting = pool.with(options -> options.withChunkSize(10).withProgress((done, total) -> {
            last.accumulateAndGet(done, Math::max);
        }));
        List<Integer> doubled =
                reporting.map(i -> 2 * i, IntStream.range(0, 100).boxed().toList());
        System.out.println("doubled: " + doubled.size() + ", progress was reported: " + (last.get() > 0));
    }

    private static void replace(Parley parley) throws Exception {
        try (ProcessPool pool = parley.pool(options -> options.withWorkers(1).withMaxTasksPerWorker(2))) {
            long first = pool.call(() -> ProcessHandle.current().pid());
            long second = pool.call(() -> ProcessHandle.current().pid());
            long third = pool.call(() -> ProcessHandle.current().pid());
            System.out.println("two tasks, then a new worker: " + (first == second && second != third));
        }
    }
}
