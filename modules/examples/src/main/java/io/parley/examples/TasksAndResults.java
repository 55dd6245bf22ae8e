package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.process.ParleyProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Two bounded queues, one of tasks and one of results, and a worker in another JVM; the tutorials' E2E-27. */
public final class TasksAndResults {
    private static final int TASKS = 10;

    private TasksAndResults() {}

    private static AuthKey key() {
        return AuthKey.of("qiye".getBytes(StandardCharsets.UTF_8));
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BlockingQueue<String> tasks = new ArrayBlockingQueue<>(TASKS);
        BlockingQueue<String> results = new ArrayBlockingQueue<>(TASKS);
        try (Parley parley = Parley.open(
                        "tasks-and-results-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.create(parley, key())
                        .registerShared("get_task_queue", BlockingQueue.class, () -> tasks)
                        .registerShared("get_result_queue", BlockingQueue.class, () -> results)
                        .start();
                Manager manager = server.manager()) {
            BlockingQueue<String> task = manager.get("get_task_queue", BlockingQueue.class);
            BlockingQueue<String> result = manager.get("get_result_queue", BlockingQueue.class);
            for (int i = 0; i < TASKS; i++) {
                task.put("ImageUrl_" + i);
            }
            int port = server.address().getPort();
            ParleyProcess worker = parley.process("worker", () -> work(port)).start();
            System.out.println("try get result");
            for (int i = 0; i < TASKS; i++) {
                System.out.println("result is " + result.take());
            }
            worker.join();
            parley.delete();
        }
    }

    private static void work(int port) throws IOException, InterruptedException {
        try (Manager manager = Manager.connect(new InetSocketAddress("127.0.0.1", port), key())) {
            BlockingQueue<String> task = manager.get("get_task_queue", BlockingQueue.class);
            BlockingQueue<String> result = manager.get("get_result_queue", BlockingQueue.class);
            for (String url = task.poll(); url != null; url = task.poll()) {
                result.put(url + "--->success");
            }
        }
    }
}
