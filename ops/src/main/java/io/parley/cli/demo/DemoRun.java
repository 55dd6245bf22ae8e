package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.queue.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One demo, seen from the parent: starts the children, watches them, kills one if told to, adds up. */
final class DemoRun {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STANDSTILL_NS = TimeUnit.SECONDS.toNanos(60);

    private final DemoPlan plan;
    private final Progress progress;
    private final ChildJvms children;
    private final Book book;
    private final Board board;
    private final SharedQueue<Tick> queue;
    private final Killing killing;
    private final List<ChildJvm> consumers = new ArrayList<>();
    private boolean replaying;
    private long lastMoved = -1;
    private long lastMovedNs;

    DemoRun(DemoPlan plan, Parley parley, ChildJvms children, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.children = children;
        this.board = new Board(parley);
        this.book = new Book(parley, plan);
        this.queue = TickQueue.open(parley);
        this.killing = new Killing(board, children, this::startConsumer);
    }

    /** Runs everything up to the replay. */
    void run() throws DemoException, InterruptedException {
        for (int i = 0; i < DemoPlan.CONSUMERS; i++) {
            startConsumer();
        }
        children.start("publisher", Publisher.class, plan.toArgs());
        supervise();
        replaying = true;
        children.start("replayer", Replayer.class, plan.toArgs());
        supervise();
        progress.clear();
    }

    private ChildJvm startConsumer() throws DemoException {
        int number = consumers.size() + 1;
        List<String> args = new ArrayList<>(plan.toArgs());
        args.add(Integer.toString(number));
        ChildJvm consumer = children.start("consumer " + number, Consumer.class, args);
        consumers.add(consumer);
        return consumer;
    }

    private void supervise() throws DemoException, InterruptedException {
        while (children.anyAlive()) {
            children.requireNoFailure();
            if (plan.kill() && killing.step()) {
                progress.event(String.format(
                        Locale.ROOT,
                        "%s killed in the middle of message %,d, holding the lock and a claim; a replacement starts",
                        killing.victim().name(),
                        board.victimSequence.get()));
            }
            progress.show(phase(), queue.appended(), book.messages.get(), plan.rows(), children.alive());
            requireNoStandstill();
            LockSupport.parkNanos(LOOK_NS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        children.requireNoFailure();
    }

    private String phase() {
        if (board.startedNs.get() == 0) {
            return "starting";
        }
        return replaying ? "replaying" : "running";
    }

    /** A demo that hangs is worse than one that fails. */
    private void requireNoStandstill() throws DemoException {
        long moved = queue.appended() + book.deliveries.get() + board.ready.get() + board.replayed.get();
        if (moved != lastMoved) {
            lastMoved = moved;
            lastMovedNs = System.nanoTime();
        } else if (System.nanoTime() - lastMovedNs > STANDSTILL_NS) {
            throw new DemoException("nothing moved for " + TimeUnit.NANOSECONDS.toSeconds(STANDSTILL_NS) + " s: "
                    + queue + " " + book.lock);
        }
    }

    DemoPlan plan() {
        return plan;
    }

    Book book() {
        return book;
    }

    Board board() {
        return board;
    }

    SharedQueue<Tick> queue() {
        return queue;
    }

    Killing killing() {
        return killing;
    }

    List<ChildJvm> consumers() {
        return consumers;
    }
}
