package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedList;
import io.parley.queue.SimpleQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A child has no return value; it puts its result into a queue or into a list, where it waits also when the child is
 * gone. From the queue it is taken once; in the list everybody can look at it.
 */
public final class ReturnedResult {
    private ReturnedResult() {}

    record Result(int worker, long sum) {}

    private static SimpleQueue<Result> queue(Parley parley) {
        return parley.simpleQueue("results", Codecs.record(Result.class));
    }

    private static SharedList<Result> list(Parley parley) {
        return parley.list("results", Codecs.record(Result.class));
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                        Parley.open("returned-result-" + ProcessHandle.current().pid());
                SimpleQueue<Result> results = queue(parley);
                SharedList<Result> listed = list(parley)) {
            Child.join(List.of(Child.start(Worker.class, parley.directory(), 7)));
            System.out.println(results.take());
            System.out.println("more: " + !results.isEmpty());
            System.out.println(listed);
            parley.delete();
        }
    }

    /** Its arguments are the domain's directory and its number. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SimpleQueue<Result> results = queue(parley);
                    SharedList<Result> listed = list(parley)) {
                long sum = 0;
                for (int i = 1; i <= 100; i++) {
                    sum += i;
                }
                Result result = new Result(Integer.parseInt(args[1]), sum);
                results.put(result);
                listed.add(result);
            }
        }
    }
}
