package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.manager.MirrorOptions;
import io.parley.manager.MirrorReport;
import io.parley.manager.QueueMirror;
import io.parley.pipe.AuthKey;
import io.parley.queue.AsyncQueue;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Queues of another host: put, claim, join, put without waiting; and a queue that is copied there. */
public final class RemoteQueues {
    private static final AuthKey KEY = AuthKey.of(new byte[] {3, 1, 4, 1, 5});

    private RemoteQueues() {}

    record Job(int id, String text) {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        try (Parley there = Parley.open("remote-queues-" + pid);
                ManagerServer server = ManagerServer.start(there, KEY);
                Parley here = Parley.open("remote-queues-mirrored-" + pid)) {
            try (Manager manager = Manager.connect(server.address(), KEY)) {
                claim(manager);
                join(manager);
                pipeline(manager);
                small(manager);
            }
            mirror(here, there, server);
            here.delete();
            there.delete();
        }
    }

    private static void claim(Manager manager) throws InterruptedException {
        ManagedQueue<Job> jobs = manager.queue("jobs", Codecs.record(Job.class), o -> o.capacity(100));
        jobs.putAll(List.of(new Job(1, "wash"), new Job(2, "dry")));
        try (ManagedClaim<Job> claim = jobs.claim()) {
            System.out.println("not done: " + claim.message());
        } // without ack: given back
        try (ManagedClaim<Job> claim = jobs.claim()) {
            System.out.println("done: " + claim.message() + ", handed out " + claim.deliveries() + " times");
            claim.ack();
        }
        System.out.println("left: " + jobs.take());
    }

    private static void join(Manager manager) throws InterruptedException {
        ManagedJoinableQueue<String> work = manager.joinableQueue("work", Codecs.utf8());
        work.put("all of it");
        work.take();
        System.out.println("unfinished: " + work.unfinished());
        work.taskDone();
        work.join();
        System.out.println("unfinished: " + work.unfinished());
    }

    private static void pipeline(Manager manager) {
        ManagedQueue<Long> numbers = manager.queue("numbers", Codecs.int64());
        AsyncQueue<Long> async = numbers.async();
        List<CompletableFuture<Void>> puts = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            puts.add(async.put(i).toCompletableFuture());
        }
        puts.forEach(CompletableFuture::join);
        System.out.println("put: " + numbers.appended());
    }

    private static void small(Manager manager) throws InterruptedException {
        ManagedSimpleQueue<String> notes = manager.simpleQueue("notes", Codecs.utf8());
        notes.put("buy milk");
        System.out.println("note: " + notes.take());
        ManagedTransientQueue<Double> prices = manager.transientQueue("prices", Codecs.float64());
        prices.put(1.5);
        System.out.println("price: " + prices.take());
    }

    private static void mirror(Parley here, Parley there, ManagerServer server) throws InterruptedException {
        SharedQueue<String> orders = here.queue("orders", Codecs.utf8());
        orders.putAll(List.of("one", "two", "three"));
        orders.closeForWriting();
        try (QueueMirror mirror = QueueMirror.start(
                here, "orders", Codecs.utf8(), () -> Manager.connect(server.address(), KEY), RemoteQueues::batches)) {
            mirror.join();
            MirrorReport report = mirror.report();
            System.out.println(
                    "copied: " + report.copied() + ", behind: " + report.lag().messages());
        }
        System.out.println("there: " + new ArrayList<>(there.queue("orders", Codecs.utf8())));
    }

    private static MirrorOptions batches(MirrorOptions defaults) {
        return defaults.batch(2);
    }
}
