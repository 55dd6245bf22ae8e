package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.SharedList;
import io.parley.process.ParleyProcess;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.SimpleQueue;

/**
 * A child has no return value; it puts its result into a queue or into a list, where it waits also when the child is
 * gone. From the queue it is taken once; in the list everybody can look at it.
 */
public final class ReturnedResult {
    private ReturnedResult() {}

    record Result(int worker, long sum) {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                        Parley.open("returned-result-" + ProcessHandle.current().pid());
                SimpleQueue<Result> results = parley.simpleQueue("results", Codecs.record(Result.class));
                SharedList<Result> listed = parley.list("results", Codecs.record(Result.class))) {
            ParleyProcess worker =
                    parley.process(() -> work(7, results, listed)).start();
            worker.join();
            print(results, listed);
            parley.delete();
        }
    }

    static void print(ManagedSimpleQueue<Result> results, ManagedList<Result> listed) throws InterruptedException {
        System.out.println(results.take());
        System.out.println("more: " + !results.isEmpty());
        System.out.println(listed);
    }

    static void work(int number, ManagedSimpleQueue<Result> results, ManagedList<Result> listed) {
        long sum = 0;
        for (int i = 1; i <= 100; i++) {
            sum += i;
        }
        Result result = new Result(number, sum);
        results.put(result);
        listed.add(result);
    }
}
