package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.queue.SharedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Main class of the JVM that turns rows into messages. */
final class Publisher {
    private final DemoPlan plan;
    private final Board board;
    private final SharedQueue<Tick> queue;
    private long scheduleStartNs;

    private Publisher(Parley parley, DemoPlan plan) {
        this.plan = plan;
        this.board = new Board(parley);
        this.queue = TickQueue.open(parley);
    }

    /** Entry point. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(Child.run("demo publisher", args, (parley, plan) -> new Publisher(parley, plan).publish()));
    }

    private void publish() throws DemoException, InterruptedException {
        try (CsvSource source = CsvSource.open(plan.input())) {
            awaitConsumers(DemoPlan.CONSUMERS);
            scheduleStartNs = System.nanoTime();
            board.startedNs.set(scheduleStartNs);
            long sequence = 0;
            for (Tick tick = source.next(); tick != null; tick = source.next()) {
                keepBack(sequence);
                awaitTurn(sequence);
                queue.put(tick);
                sequence++;
            }
        }
        queue.closeForWriting();
    }

    private void awaitConsumers(int count) throws InterruptedException {
        for (long ready = board.ready.get(); ready < count; ) {
            ready = board.ready.awaitChange(ready);
        }
    }

    private void keepBack(long sequence) throws InterruptedException {
        if (sequence == plan.keepBackFrom()) {
            long sinceNs = System.nanoTime();
            awaitConsumers(DemoPlan.CONSUMERS + 1);
            scheduleStartNs += System.nanoTime() - sinceNs;
        }
    }

    /** On a schedule, not by pauses: a message that was late does not delay the next ones. */
    private void awaitTurn(long sequence) throws InterruptedException {
        if (plan.rate() == 0) {
            return;
        }
        long offsetNs = TimeUnit.SECONDS.toNanos(sequence / plan.rate())
                + TimeUnit.SECONDS.toNanos(sequence % plan.rate()) / plan.rate();
        long dueNs = scheduleStartNs + offsetNs;
        long nowNs = System.nanoTime();
        while (nowNs - dueNs < 0) {
            LockSupport.parkNanos(dueNs - nowNs);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            nowNs = System.nanoTime();
        }
        board.lastDelayNs.setRelease(nowNs - dueNs);
        board.worstDelayNs.setRelease(Math.max(board.worstDelayNs.getPlain(), nowNs - dueNs));
    }
}
