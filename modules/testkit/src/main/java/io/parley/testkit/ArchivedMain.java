package io.parley.testkit;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The child whose classes go into {@link ArchivedClasses}: uses a domain of its own for a moment, and what most
 * children use in one. Argument: an empty directory, which it removes.
 */
final class ArchivedMain {
    private ArchivedMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ParleyConfig config = ParleyConfig.at(Path.of(args[0])).withDurable(false);
        try (Parley parley = Parley.open(config)) {
            useValues(parley);
            useLocks(parley);
            useQueues(parley);
            parley.processes();
            parley.reap();
            parley.delete();
        }
        Script.reached("archived");
    }

    private static void useValues(Parley parley) {
        parley.longValue("number").incrementAndGet();
        parley.longArray("numbers", 2).set(1, 1);
        parley.map("map", Codecs.int64(), Codecs.bytes()).put(1L, new byte[1]);
        parley.list("list", Codecs.utf8()).add("element");
    }

    private static void useLocks(Parley parley) throws InterruptedException {
        SharedLock lock = parley.lock("lock");
        lock.acquire().close();
        parley.semaphore("semaphore", 1).acquire();
        parley.event("event").set();
    }

    private static void useQueues(Parley parley) throws InterruptedException {
        TransientQueue<String> ring = parley.transientQueue("ring", Codecs.utf8());
        ring.put("message");
        ring.take();
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
            queue.put("message");
            queue.claim().ack();
        }
    }
}
