package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerProcess;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.process.ParleyProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A producer of numbers and three workers that square them, each in its own JVM; every task is done once. The
 * tutorials' E2E-28, where results go back to the queue of tasks by mistake.
 */
public final class SeveralWorkers {
    private static final int TASKS = 30;
    private static final int WORKERS = 3;
    private static final int STOP = -1;

    private SeveralWorkers() {}

    private static AuthKey key() {
        return AuthKey.of("abc".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a worker found.
     *
     * @param task which task
     * @param square its square
     */
    record Result(int task, long square) {}

    /** Two queues. The interface says what they carry, on both sides. */
    interface Queues {
        /** Adds a task. */
        void addTask(int number);

        /** Takes a task, waiting for one. */
        int takeTask() throws InterruptedException;

        /** Adds a result. */
        void addResult(Result result);

        /** Takes a result, waiting for one. */
        Result takeResult() throws InterruptedException;
    }

    private record TwoQueues(BlockingQueue<Integer> tasks, BlockingQueue<Result> results) implements Queues {
        @Override
        public void addTask(int number) {
            tasks.add(number);
        }

        @Override
        public int takeTask() throws InterruptedException {
            return tasks.take();
        }

        @Override
        public void addResult(Result result) {
            results.add(result);
        }

        @Override
        public Result takeResult() throws InterruptedException {
            return results.take();
        }
    }

    private static void setUp(ManagerServer server) {
        Queues queues = new TwoQueues(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        server.registerShared("queues", Queues.class, () -> queues);
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("several-workers-" + ProcessHandle.current().pid())) {
            try (ManagerProcess process = ManagerProcess.start(parley, key(), SeveralWorkers::setUp);
                    Manager manager = process.connect()) {
                int port = process.address().getPort();
                List<ParleyProcess> workers = new ArrayList<>();
                for (int i = 0; i < WORKERS; i++) {
                    workers.add(parley.process("worker-" + i, () -> work(port)).start());
                }
                produce(manager.get("queues", Queues.class));
                for (ParleyProcess worker : workers) {
                    worker.join();
                }
            }
            parley.delete();
        }
    }

    private static void produce(Queues queues) throws InterruptedException {
        Random random = new Random(2_018);
        TreeMap<Integer, Integer> open = new TreeMap<>();
        for (int i = 0; i < TASKS; i++) {
            int task = random.nextInt(1_000);
            open.merge(task, 1, Integer::sum);
            queues.addTask(task);
        }
        int right = 0;
        for (int i = 0; i < TASKS; i++) {
            Result result = queues.takeResult();
            boolean known = open.containsKey(result.task());
            open.computeIfPresent(result.task(), (task, left) -> left == 1 ? null : left - 1);
            right += known && result.square() == (long) result.task() * result.task() ? 1 : 0;
        }
        for (int i = 0; i < WORKERS; i++) {
            queues.addTask(STOP);
        }
        System.out.println("results that are right: " + right + ", tasks without one: " + open.size());
    }

    private static void work(int port) throws IOException, InterruptedException {
        try (Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", port), key())) {
            Queues queues = manager.get("queues", Queues.class);
            for (int task = queues.takeTask(); task != STOP; task = queues.takeTask()) {
                queues.addResult(new Result(task, (long) task * task));
            }
        }
    }
}
