package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.LatencyHistogram;
import io.parley.queue.Claim;
import io.parley.queue.QueueClosedException;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Two processes put jobs, two others do them. One of the latter is killed with a job in its hands; the job is delivered
 * again, and every job is done.
 */
public final class WorkQueue {
    private static final int JOBS = 1_000;

    private WorkQueue() {}

    record Job(int id, String text) {}

    private static SharedQueue<Job> open(Parley parley) {
        return parley.queue("jobs", Codecs.record(Job.class), WorkQueue::options);
    }

    private static QueueOptions options(QueueOptions defaults) {
        return defaults.capacity(100).claims(16).latency(true);
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("work-queue-" + ProcessHandle.current().pid())) {
            SharedQueue<Job> jobs = open(parley);
            List<Process> producers = List.of(
                    Child.start(Producer.class, parley.directory(), 0),
                    Child.start(Producer.class, parley.directory(), 1));
            Process victim = Child.start(Consumer.class, parley.directory(), "victim");
            parley.intValue("victim-holds", -1).awaitChange(-1);
            Process survivor = Child.start(Consumer.class, parley.directory(), "survivor");
            parley.intValue("survivor-did").awaitChange(0);

            victim.destroyForcibly();
            Child.join(producers);
            jobs.closeForWriting();
            Child.join(List.of(survivor));
            report(parley, jobs);
            parley.delete();
        }
    }

    private static void report(Parley parley, SharedQueue<Job> jobs) {
        SharedIntArray done = parley.intArray("done", JOBS);
        System.out.println("put: " + jobs.appended());
        System.out.println("done: " + done.stream().filter(times -> times > 0).count());
        System.out.println(
                "done twice: " + done.stream().filter(times -> times > 1).count());
        System.out.println("delivered again: " + parley.intValue("redelivered").get());
        System.out.println("still claimed: " + jobs.claimed());
        try (LatencyHistogram stay = jobs.latency().orElseThrow()) {
            System.out.println("deliveries measured: " + stay.totalCount());
        }
    }

    /** Puts every second job; its arguments are the domain's directory and the first job. */
    static final class Producer {
        private Producer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<Job> jobs = open(parley)) {
                for (int id = Integer.parseInt(args[1]); id < JOBS; id += 2) {
                    jobs.put(new Job(id, "job " + id));
                }
            }
        }
    }

    /** Does jobs until there will be no more; its arguments are the domain's directory and its role. */
    static final class Consumer {
        private Consumer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<Job> jobs = open(parley)) {
                SharedIntArray done = parley.intArray("done", JOBS);
                SharedInt did = parley.intValue(args[1] + "-did");
                SharedInt redelivered = parley.intValue("redelivered");
                while (true) {
                    try (Claim<Job> claim = jobs.claim()) {
                        if (args[1].equals("victim") && did.get() == 10) {
                            parley.intValue("victim-holds", -1)
                                    .set(claim.message().id());
                            new CountDownLatch(1).await();
                        }
                        redelivered.addAndGet(claim.deliveries() - 1);
                        done.incrementAndGet(claim.message().id());
                        claim.ack();
                        did.incrementAndGet();
                    }
                }
            } catch (QueueClosedException drained) {
                return;
            }
        }
    }
}
