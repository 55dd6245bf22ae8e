package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedCondition;
import io.parley.sync.ManagedLease;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A lock on another host, and what protects the resource behind it from a holder that is late: the fencing token. The
 * resource, here a file with a version, refuses who comes with a smaller token than it has seen.
 */
public final class RemoteLockExample {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RemoteLockExample() {}

    /** What the lock guards: it keeps the highest token that it has seen. */
    private static final class Resource {
        private long highest;
        private String content = "";

        synchronized boolean write(long token, String text) {
            if (token < highest) {
                return false;
            }
            highest = token;
            content = text;
            return true;
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        AuthKey key = AuthKey.of("not for production".getBytes(StandardCharsets.UTF_8));
        try (Parley parley = Parley.open("remote-lock-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.start(parley, key)) {
            fence(server, key);
            handOver(server, key);
            parley.delete();
        }
    }

    private static void fence(ManagerServer server, AuthKey key) throws IOException, InterruptedException {
        Resource resource = new Resource();
        Manager first = Manager.connect(server.address(), key);
        ManagedLease lost = first.lock("book").acquire(PATIENCE);
        System.out.println("first: token=" + lost.token() + " written="
                + resource.write(lost.token(), "by the first") + " stillHeld=" + lost.stillHeld());
        first.close();

        try (Manager second = Manager.connect(server.address(), key)) {
            ManagedLock lock = second.lock("book");
            try (ManagedLease lease = lock.acquire(PATIENCE)) {
                System.out.println("second: token=" + lease.token() + " recovered=" + lease.recovered() + " written="
                        + resource.write(lease.token(), "by the second"));
                lease.markConsistent();
            }
        }
        System.out.println("first, too late: written=" + resource.write(lost.token(), "by the first again")
                + " stillHeld=" + lost.stillHeld());
        System.out.println("content: " + resource.content);
    }

    private static void handOver(ManagerServer server, AuthKey key) throws IOException, InterruptedException {
        try (Manager here = Manager.connect(server.address(), key);
                Manager there = Manager.connect(server.address(), key)) {
            ManagedBinaryLock gate = here.binaryLock("gate");
            gate.lock();
            there.binaryLock("gate").unlock();
            System.out.println("gate: locked=" + gate.isLocked());

            ManagedLock lock = here.lock("book");
            ManagedCondition changed = lock.condition("changed");
            ManagedLong number = here.longValue("number");
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> signal(there));
            lock.lock();
            try {
                System.out.println(
                        "condition: met=" + changed.awaitUntil(() -> number.get() == 1, PATIENCE) + " number=" + number.get());
            } finally {
                lock.unlock();
            }
            writer.join();
        }
    }

    private static void signal(Manager there) {
        ManagedLock lock = there.lock("book");
        lock.lock();
        try {
            there.longValue("number").set(1);
            lock.condition("changed").signalAll();
        } finally {
            lock.unlock();
        }
    }
}
