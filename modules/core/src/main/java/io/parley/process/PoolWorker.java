package io.parley.process;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.pipe.PipeEnd;
import io.parley.internal.pipe.PipeEnd.Received;
import io.parley.internal.pipe.PipeEnd.Sent;
import io.parley.internal.process.Lifeline;
import io.parley.internal.wait.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's process as its pool sees it. Tasks are numbered, so that what is meant for one does not hit the next.
 *
 * <p>One thread at a time exchanges messages with it. Others may stop the task that runs, under this object's monitor.
 */
final class PoolWorker {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");
    /** A JVM that ends before it connects is noticed that soon. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long a process may take to end in order. */
    private static final Duration END = Duration.ofSeconds(5);

    private static final long NONE = 0;

    private final int number;
    private final ErrorLines errors;
    private final PipeEnd end;
    private final ParleyProcess process;

    /** The task that it runs, or is about to. */
    private long current;

    private long lastTask;
    private boolean doomed;
    private boolean timeUp;
    private boolean ready;
    private String stacks = "";

    // Under the pool's lock:
    private boolean busy = true;
    private boolean exited;
    private boolean retired;
    private boolean cleanedUp;
    private long tasks;

    /**
     * Starts the process.
     *
     * @param poolFile the name of the pool's file, by which the worker finds whether tasks are measured
     */
    PoolWorker(ProcessFactory factory, PoolOptions options, int number, String poolFile) {
        this.number = number;
        this.errors = ErrorLines.to(factory.options().stderr());
        String name = options.name() + "-" + number;
        Domain domain = Domain.of(factory.parley());
        this.end = PipeEnd.openUnnamed(domain, "pool", PoolWire.PIPE, options.waitStrategy());
        // JVMs that were started in advance print where they were told to then; their last lines are not known here.
        ProcessFactory mine =
                factory.warmCount() > 0 ? factory : ProcessFactory.of(factory.parley(), errors.in(factory.options()));
        this.process = mine.process(name, new PoolWorkerMain(end.file().path(), number, options, poolFile))
                .daemon(true)
                .worker();
        try {
            process.start();
        } catch (RuntimeException | Error e) {
            dispose();
            throw e;
        }
    }

    int number() {
        return number;
    }

    ParleyProcess process() {
        return process;
    }

    ErrorLines errors() {
        return errors;
    }

    /** Waits until the worker can take tasks; the failure if it never will. */
    Throwable awaitReady(MessageBuffer buffer, io.parley.Parley parley) {
        boolean lastLook = false;
        while (true) {
            Received received = receive(buffer, end.deadline(LOOK_NS));
            if (received == Received.MESSAGE) {
                end.removeName();
                setReady();
                return buffer.array()[0] == PoolWire.READY
                        ? null
                        : ObjectStreams.readOutcome(buffer.array(), 1, buffer.length() - 1, parley)
                                .failure();
            }
            if (received != Received.NOTHING || lastLook) {
                return PoolDeaths.atStart(this, awaitEnd());
            }
            lastLook = !process.isAlive();
        }
    }

    private synchronized void setReady() {
        ready = true;
    }

    /** Ends the process if it has not come to its tasks yet: an initializer may never end. */
    synchronized void killUnlessReady() {
        if (!ready) {
            kill();
        }
    }

    /** The next task begins; its number. */
    synchronized long begin() {
        lastTask++;
        current = lastTask;
        return current;
    }

    /** The task is over; whether the worker was told to end meanwhile. */
    synchronized boolean finish() {
        current = NONE;
        return doomed;
    }

    synchronized boolean isTimeUp() {
        return timeUp;
    }

    /** Where the task was when its time was up; empty if it could not say. */
    synchronized String stacks() {
        return stacks;
    }

    /** Sends a task; false if the worker is gone. */
    boolean send(byte[] bytes) throws InterruptedException {
        return end.send(bytes, 0, bytes.length, Deadline.NEVER) == Sent.YES;
    }

    /** Sends a task that is measured; false if the worker is gone. */
    boolean send(byte[] bytes, long queuedAtNs, MessageBuffer buffer) throws InterruptedException {
        buffer.reset();
        buffer.ensureCapacity(PoolWire.MEASURED_LENGTH + bytes.length);
        buffer.writeByte(PoolWire.MEASURED);
        buffer.writeLong(queuedAtNs);
        buffer.writeBytes(bytes, 0, bytes.length);
        return end.send(buffer.array(), 0, buffer.length(), Deadline.NEVER) == Sent.YES;
    }

    /** Waits for a task's outcome; false if the worker died. */
    boolean receive(MessageBuffer buffer) throws InterruptedException {
        while (end.receive(buffer, Integer.MAX_VALUE, Deadline.NEVER) == Received.MESSAGE) {
            if (buffer.array()[0] != PoolWire.STACKS) {
                return true;
            }
            killedAt(new String(buffer.array(), 1, buffer.length() - 1, StandardCharsets.UTF_8));
        }
        return false;
    }

    private Received receive(MessageBuffer buffer, long deadlineNs) {
        while (true) {
            try {
                return end.receive(buffer, Integer.MAX_VALUE, deadlineNs);
            } catch (InterruptedException notMeantForThis) {
                continue;
            }
        }
    }

    /** Whether what was sent last never got to the worker. */
    boolean hasUnreceived() {
        return end.hasUnreceived();
    }

    /** Interrupts the task, if it still runs. */
    synchronized void interrupt(long task) {
        if (current == task) {
            process.command(Lifeline.CANCEL, task);
        }
    }

    /**
     * The task's time is up, if it still runs: asks where it is. The answer ends the worker; should the outcome come
     * first, then the answer would be taken for another task's, so the worker has to end all the same.
     *
     * @return false if the task does not run any more
     */
    synchronized boolean timeIsUp(long task) {
        if (current != task) {
            return false;
        }
        timeUp = true;
        doomed = true;
        process.command(Lifeline.DUMP, task);
        return true;
    }

    private synchronized void killedAt(String where) {
        stacks = where;
        kill();
    }

    /** Ends the process if it still runs the task. */
    synchronized void kill(long task) {
        if (current == task) {
            kill();
        }
    }

    /** Ends the process, whatever it does. */
    synchronized void kill() {
        doomed = true;
        process.kill();
    }

    /** Asks the idle worker to end and waits for it; kills it if it does not. Interruptions do not count. */
    ExitStatus retire() {
        boolean told = false;
        while (!told) {
            try {
                end.send(new byte[0], 0, 0, end.deadline(0));
                told = true;
            } catch (InterruptedException notMeantForThis) {
                continue;
            }
        }
        return awaitEnd();
    }

    /** Waits for the process, which is about to end; kills it if it does not. Interruptions do not count. */
    ExitStatus awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                if (!process.join(END)) {
                    LOG.warn("PLY-0110 worker does not end by itself and is killed: {} after={}", this, END);
                    kill();
                    process.join();
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return process.exitStatus().orElseThrow();
    }

    /** Gives back what belongs to it, once the process has ended or did not start. */
    void dispose() {
        end.close();
        end.delete();
    }

    boolean isBusy() {
        return busy;
    }

    void setBusy(boolean runsTask) {
        busy = runsTask;
    }

    boolean isExited() {
        return exited;
    }

    void setExited() {
        exited = true;
    }

    /** True for the first who asks: he cleans up. */
    boolean claimCleanUp() {
        boolean first = !cleanedUp;
        cleanedUp = true;
        return first;
    }

    boolean isRetired() {
        return retired;
    }

    void setRetired() {
        retired = true;
    }

    void countTask() {
        tasks++;
    }

    /** How many it was given. */
    long tasks() {
        return tasks;
    }

    @Override
    public String toString() {
        return process.name() + " (pid " + process.pid() + ")";
    }
}
