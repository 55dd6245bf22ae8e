package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.QueueClosedException;
import io.parley.queue.SharedQueue;
import java.util.concurrent.CountDownLatch;

/** Main class of the JVMs that compete for messages. */
final class Consumer {
    private final int number;
    private final DemoPlan plan;
    private final Board board;
    private final Book book;
    private final SharedQueue<Tick> queue;

    private Consumer(int number, Parley parley, DemoPlan plan) {
        this.number = number;
        this.plan = plan;
        this.board = new Board(parley);
        this.book = new Book(parley, plan);
        this.queue = TickQueue.open(parley);
    }

    /** Entry point; the argument behind the plan is the consumer's number, from 1. */
    public static void main(String[] args) throws InterruptedException {
        int number = Integer.parseInt(args[DemoPlan.ARGS]);
        System.exit(Child.run(
                "demo consumer " + number, args, (parley, plan) -> new Consumer(number, parley, plan).consume()));
    }

    private void consume() throws InterruptedException {
        queue.peek(); // so that what reading takes is loaded before the rush
        board.ready.incrementAndGet();
        long lastNs = Long.MIN_VALUE;
        try {
            while (true) {
                Claim<Tick> claim = queue.claim();
                handle(claim);
                claim.ack();
                board.handled.setRelease(number - 1, board.handled.getPlain(number - 1) + 1);
                lastNs = System.nanoTime();
            }
        } catch (QueueClosedException everythingIsDone) {
            board.finishedNs.accumulateAndGet(lastNs, Math::max);
        }
    }

    private void handle(Claim<Tick> claim) throws InterruptedException {
        if (claim.deliveries() > 1) {
            board.redeliveredNs.compareAndSet(0, System.nanoTime());
            board.redelivered.incrementAndGet();
        }
        book.count(claim.message());
        book.apply(claim.sequence(), claim.message(), this::tookOver, this::midway);
    }

    private void tookOver() {
        board.takenOverNs.compareAndSet(0, System.nanoTime());
    }

    /** With {@code --kill}, the first to come by late enough stops here, holding the lock and a claim. */
    private void midway(long sequence) throws InterruptedException {
        if (sequence >= plan.killFrom() && board.victim.get() == 0) {
            board.victimSequence.set(sequence);
            board.victim.set(ProcessHandle.current().pid());
            new CountDownLatch(1).await(); // for ever: the parent kills this process
        }
    }
}
