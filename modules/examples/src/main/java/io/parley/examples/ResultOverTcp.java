package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.examples.ReturnedResult.Result;
import io.parley.manager.Manager;
import io.parley.queue.ManagedSimpleQueue;
import java.io.IOException;

/** {@link ReturnedResult} over TCP: the child leaves its result in a queue and in a list of another JVM. */
public final class ResultOverTcp {
    private ResultOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("result-over-tcp", ResultOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws InterruptedException {
        parley.process(() -> work(port)).start().join();
        ReturnedResult.print(results(manager), listed(manager));
    }

    private static void work(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            ReturnedResult.work(7, results(manager), listed(manager));
        }
    }

    private static ManagedSimpleQueue<Result> results(Manager manager) {
        return manager.simpleQueue("results", Codecs.record(Result.class));
    }

    private static ManagedList<Result> listed(Manager manager) {
        return manager.list("results", Codecs.record(Result.class));
    }
}
