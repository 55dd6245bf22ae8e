package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import io.parley.pipe.AuthKey;
import io.parley.process.ProcessPool;
import io.parley.process.WorkerDiedException;
import io.parley.queue.ManagedQueue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long tasks of a pool wait and run, and how long calls over TCP take, counted while it happens. */
public final class TasksAndCalls {
    private static final int TASKS = 20;
    private static final int CALLS = 100;

    private TasksAndCalls() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley =
                Parley.open("tasks-and-calls-" + ProcessHandle.current().pid())) {
            tasks(parley);
            calls(parley);
            parley.delete();
        }
    }

    private static void tasks(Parley parley) throws Exception {
        try (ProcessPool pool =
                parley.pool(options -> options.withName("resizer").withWorkers(2))) {
            // any process of the domain could do this
            ObjectLatency latency = ObjectLatency.find(parley, "resizer.pool").orElseThrow();
            latency.start();
            pool.with(options -> options.withChunkSize(1))
                    .map(item -> item * item, IntStream.range(0, TASKS).boxed().toList());
            try {
                pool.submit(() -> {
                            Runtime.getRuntime().halt(1);
                            return 0;
                        })
                        .get();
            } catch (ExecutionException e) {
                System.out.println("a worker died: " + (e.getCause() instanceof WorkerDiedException));
            }
            System.out.println("can be measured: " + pool.latency().kinds());
            try (LatencyHistogram queueing = latency.histogram(LatencyKind.QUEUEING);
                    LatencyHistogram run = latency.histogram(LatencyKind.RUN)) {
                System.out.println(queueing.name() + ", tasks that began: " + queueing.totalCount());
                System.out.println(run.name() + ", tasks that ended: " + run.totalCount());
            }
        }
    }

    private static void calls(Parley parley) throws IOException, InterruptedException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        AuthKey key = AuthKey.of(secret);
        try (ManagerServer server = ManagerServer.start(parley, key);
                Manager manager = Manager.connect(server.address(), key)) {
            ManagedQueue<String> orders = manager.queue("orders", Codecs.utf8());
            manager.recordCalls(parley, "client");
            for (int i = 0; i < CALLS / 2; i++) {
                orders.put("order " + i);
                orders.take();
            }
            System.out.println("nothing more: " + orders.poll(10, TimeUnit.MILLISECONDS));
            manager.stopRecordingCalls();
            orders.put("not counted");
        }
        try (LatencyHistogram calls = LatencyHistogram.open(parley, "client.call");
                LatencyHistogram waits = LatencyHistogram.open(parley, "client.wait")) {
            System.out.println("calls: " + calls.totalCount() + ", waits: " + waits.totalCount());
        }
    }
}
