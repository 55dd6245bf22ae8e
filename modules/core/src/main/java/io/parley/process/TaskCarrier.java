package io.parley.process;

import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.observe.LatencyMeter;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Brings a task to its worker, waits for the outcome, and completes the future. */
final class TaskCarrier {
    private static final ThreadLocal<MessageBuffer[]> BUFFER = ThreadLocal.withInitial(() -> new MessageBuffer[1]);
    /** How long a worker has to say where its task is, before it is killed without having said so. */
    private static final long STACKS_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Parley parley;
    private final PoolThreads threads;
    private final PoolState state;
    private final Crew crew;
    private final LatencyMeter latency;

    TaskCarrier(Parley parley, PoolThreads threads, PoolState state, Crew crew, LatencyMeter latency) {
        this.parley = parley;
        this.threads = threads;
        this.state = state;
        this.crew = crew;
        this.latency = latency;
    }

    /** What a carrier does until it is not needed any more. */
    void run() {
        for (PoolTask<?> task; (task = state.next()) != null; ) {
            new Trip(task, true).untilDone();
        }
    }

    /**
     * Carries a task in the calling thread.
     *
     * @throws InterruptedException if the thread was interrupted; the task is cancelled
     */
    void carry(PoolTask<?> task) throws InterruptedException {
        Trip trip = new Trip(task, false);
        try {
            trip.go();
        } catch (InterruptedException e) {
            task.cancel(true);
            threads.start("cancelled", trip::untilDone);
            throw e;
        }
    }

    /** One task on its way. An interruption leaves it where it is; somebody has to go on. */
    private final class Trip {
        private final PoolTask<?> task;
        private final PoolWorker worker;
        private final boolean byCarrier;
        private ScheduledFuture<?> limit;
        private boolean begun;
        private boolean sent;

        Trip(PoolTask<?> task, boolean byCarrier) {
            this.task = task;
            this.worker = task.worker();
            this.byCarrier = byCarrier;
        }

        /** Goes on through interruptions. */
        void untilDone() {
            while (true) {
                try {
                    go();
                    return;
                } catch (InterruptedException meansSomethingElse) {
                    continue;
                }
            }
        }

        void go() throws InterruptedException {
            MessageBuffer[] kept = BUFFER.get();
            MessageBuffer buffer = kept[0] == null ? new MessageBuffer() : kept[0];
            kept[0] = null; // what is read may call a pool itself, in this thread
            try {
                travel(buffer);
            } finally {
                buffer.recycle();
                kept[0] = buffer;
            }
        }

        private void travel(MessageBuffer buffer) throws InterruptedException {
            boolean answered;
            try {
                answered = exchange(buffer);
            } catch (RuntimeException | Error e) {
                worker.kill(); // what it says next would be taken for the outcome of another task
                end();
                finish(new Outcome(null, e), false);
                return;
            }
            boolean doomed = end();
            if (answered) {
                crew.taskDone();
                boolean usable = !doomed && buffer.array()[0] == PoolWire.OUTCOME;
                boolean inline = byCarrier && task.getNumberOfDependents() == 0;
                crew.giveBack(worker, usable, inline);
                complete(read(buffer));
            } else {
                died();
            }
        }

        private boolean exchange(MessageBuffer buffer) throws InterruptedException {
            if (!begun) {
                begun = true;
                startLimit();
            }
            if (!sent) {
                if (!send(buffer)) {
                    return false;
                }
                sent = true;
            }
            return worker.receive(buffer);
        }

        private boolean send(MessageBuffer buffer) throws InterruptedException {
            long queuedAtNs = task.queuedAtNs();
            return queuedAtNs == 0 ? worker.send(task.bytes()) : worker.send(task.bytes(), queuedAtNs, buffer);
        }

        private void startLimit() {
            if (task.options().timeout() != null) {
                long number = task.number();
                limit = threads.later(
                        TimeUnit.NANOSECONDS.convert(task.options().timeout()), () -> timeIsUp(number));
            }
        }

        private void timeIsUp(long number) {
            if (worker.timeIsUp(number)) {
                threads.later(STACKS_NS, () -> worker.kill(number));
            }
        }

        private boolean end() {
            if (limit != null) {
                limit.cancel(false);
            }
            return worker.finish();
        }

        private Outcome read(MessageBuffer buffer) {
            if (task.isForeign()) {
                return new Outcome(Arrays.copyOfRange(buffer.array(), 1, buffer.length()), null);
            }
            try {
                return ObjectStreams.readOutcome(buffer.array(), 1, buffer.length() - 1, parley);
            } catch (RuntimeException | Error e) {
                return new Outcome(null, e);
            }
        }

        private void died() {
            boolean never = !sent || worker.hasUnreceived();
            ExitStatus status = worker.awaitEnd();
            if (worker.isTimeUp()) {
                finish(new Outcome(null, PoolDeaths.tooLong(task, worker)), false);
            } else if (!task.isDone() && (never ? task.mayGoElsewhere() : task.mayRunAgain())) {
                if (!never) {
                    task.queuedAgain(latency.stamp());
                }
                state.addAgain(task);
                crew.giveBack(worker, false, false);
            } else {
                finish(new Outcome(null, PoolDeaths.under(task, worker, status)), false);
            }
        }

        private void finish(Outcome outcome, boolean usable) {
            crew.giveBack(worker, usable, false);
            complete(outcome);
        }

        private void complete(Outcome outcome) {
            try {
                task.finish(outcome);
            } finally {
                state.completed(task);
            }
        }
    }
}
