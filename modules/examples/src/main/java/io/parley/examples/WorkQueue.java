package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.LatencyHistogram;
import io.parley.process.ParleyProcess;
import io.parley.queue.Claim;
import io.parley.queue.QueueClosedException;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
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

    private static QueueOptions options(QueueOptions defaults) {
        return defaults.capacity(100).claims(16).latency(true);
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("work-queue-" + ProcessHandle.current().pid())) {
            SharedQueue<Job> jobs = parley.queue("jobs", Codecs.record(Job.class), WorkQueue::options);
            SharedIntArray done = parley.intArray("done", JOBS);
            SharedInt again = parley.intValue("redelivered");
            SharedInt held = parley.intValue("victim-holds", -1);
            List<ParleyProcess> producers = List.of(
                    parley.process(() -> produce(jobs, 0)).start(),
                    parley.process(() -> produce(jobs, 1)).start());
            ParleyProcess victim = parley.process("victim", () -> {
                        consume(jobs, 10, done, again);
                        held.set(jobs.claim().message().id());
                        new CountDownLatch(1).await();
                    })
                    .start();
            held.awaitChange(-1);
            ParleyProcess survivor = parley.process("survivor", () -> consume(jobs, JOBS, done, again))
                    .start();

            victim.kill();
            for (ParleyProcess producer : producers) {
                producer.join();
            }
            jobs.closeForWriting();
            survivor.join();
            report(jobs, done, again);
            parley.delete();
        }
    }

    private static void report(SharedQueue<Job> jobs, SharedIntArray done, SharedInt again) {
        System.out.println("put: " + jobs.appended());
        System.out.println("done: " + done.stream().filter(times -> times > 0).count());
        System.out.println(
                "done twice: " + done.stream().filter(times -> times > 1).count());
        System.out.println("delivered again: " + again.get());
        System.out.println("still claimed: " + jobs.claimed());
        try (LatencyHistogram stay = jobs.latency().orElseThrow()) {
            System.out.println("deliveries measured: " + stay.totalCount());
        }
    }

    /** Puts every second job. */
    private static void produce(SharedQueue<Job> jobs, int first) throws InterruptedException {
        for (int id = first; id < JOBS; id += 2) {
            jobs.put(new Job(id, "job " + id));
        }
    }

    /** Does jobs, that many at most, until there will be no more. */
    private static void consume(SharedQueue<Job> jobs, int most, SharedIntArray done, SharedInt again)
            throws InterruptedException {
        try {
            for (int did = 0; did < most; did++) {
                try (Claim<Job> claim = jobs.claim()) {
                    again.addAndGet(claim.deliveries() - 1);
                    done.incrementAndGet(claim.message().id());
                    claim.ack();
                }
            }
        } catch (QueueClosedException drained) {
            return;
        }
    }
}
