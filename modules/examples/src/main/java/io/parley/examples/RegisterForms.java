package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerProcess;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Two queues of a server in a process of its own, registered by a method and by a lambda; the tutorials' E2E-25. */
public final class RegisterForms {
    /** At the server only. */
    private static final BlockingQueue<String> TASKS = new LinkedBlockingQueue<>();

    private RegisterForms() {}

    private static BlockingQueue<String> tasks() {
        return TASKS;
    }

    private static void setUp(ManagerServer server) {
        BlockingQueue<String> results = new LinkedBlockingQueue<>();
        server.registerShared("get_task_queue", BlockingQueue.class, RegisterForms::tasks);
        server.registerShared("get_result_queue", BlockingQueue.class, () -> results);
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        AuthKey key = AuthKey.of("abc".getBytes(StandardCharsets.UTF_8));
        try (Parley parley =
                Parley.open("register-forms-" + ProcessHandle.current().pid())) {
            try (ManagerProcess process = ManagerProcess.start(parley, key, RegisterForms::setUp);
                    Manager manager = process.connect()) {
                BlockingQueue<String> tasks = manager.get("get_task_queue", BlockingQueue.class);
                BlockingQueue<String> results = manager.get("get_result_queue", BlockingQueue.class);
                tasks.put("a task");
                results.put("a result");
                System.out.println("by method: " + tasks.take());
                System.out.println("by lambda: " + results.take());
                System.out.println(
                        "the same for all: " + tasks.equals(manager.get("get_task_queue", BlockingQueue.class)));
                System.out.println("here: " + TASKS.size());
            }
            parley.delete();
        }
    }
}
