package io.parley.process;

import io.parley.internal.live.ChildRecord;
import io.parley.internal.os.Clock;
import io.parley.internal.process.Lifeline;
import io.parley.internal.process.LifelineWriter;
import io.parley.internal.process.ProcessTree;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.PrivateBell;
import io.parley.internal.wait.WaitSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A child that was started, in the hands of its parent: how to reach it, and how it ended.
 *
 * <p>A thread waits for its end. It is a daemon thread if the child is a daemon, so this JVM does not end by itself
 * before a child that is none.
 */
final class RunningChild {
    /** How long to wait for the last lines when nothing moves. */
    private static final long STALL_MS = 500;

    private final ParleyProcess self;
    private final Process process;
    private final ChildRecord record;
    private final Clock clock;
    private final boolean daemon;
    private final LifelineWriter lifeline;
    private final List<LinePump> pumps;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<ParleyProcess> onExit = new CompletableFuture<>();
    private final Doorbell bell;
    private volatile boolean killed;
    private volatile ExitStatus status;

    RunningChild(ParleyProcess self, Process process, ProcessOptions options, ChildRecord record, Clock clock) {
        this.self = self;
        this.process = process;
        this.record = record;
        this.clock = clock;
        this.daemon = self.isDaemon();
        this.lifeline = new LifelineWriter(process.getOutputStream(), self.name());
        this.pumps = Streams.pump(process, options, self.name());
        this.bell = PrivateBell.create("end of " + self.name());
        record.started(process.pid());
    }

    /** Sends what to run, and waits for the end in a thread of its own. */
    void begin(byte[] start, byte[] target) {
        lifeline.write(Lifeline.head(start.length + target.length), start, target);
        Thread watch = new Thread(null, this::awaitEnd, "parley-child-" + self.name(), 0, false);
        watch.setDaemon(daemon);
        watch.start();
    }

    /** There was no memory for the threads that serve it: it is ended, and nobody waits for that. */
    void abandon(Throwable why) {
        kill();
        record.failed(why.toString());
        status = new ExitStatus(ExitStatus.SIGNAL_BASE + ExitStatus.SIGKILL, ExitStatus.SIGKILL, why.toString());
        record.ended(status.value(), status.signal(), clock.epochNs());
        Children.remove(this);
        over.countDown();
        bell.ringAll();
        onExit.complete(self);
    }

    private void awaitEnd() {
        int value = uninterruptibly();
        String failure = record.reason();
        status = ExitStatus.of(value, record.isExitNoted(), record.notedSignal(), killed, failure);
        record.ended(value, status.signal(), clock.epochNs());
        Children.remove(this);
        over.countDown();
        bell.ringAll();
        onExit.complete(self); // last: this runs what the program has attached
    }

    private int uninterruptibly() {
        while (true) {
            try {
                int value = process.waitFor();
                for (LinePump pump : pumps) {
                    pump.awaitEnd(STALL_MS);
                }
                return value;
            } catch (InterruptedException e) {
                continue; // nobody but the program can have meant this thread, and it has nothing to stop
            }
        }
    }

    ParleyProcess self() {
        return self;
    }

    boolean isDaemon() {
        return daemon;
    }

    long pid() {
        return process.pid();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Null until it is over. */
    ExitStatus status() {
        return isOver() ? status : null;
    }

    void join() throws InterruptedException {
        over.await();
    }

    boolean join(long timeoutNs) throws InterruptedException {
        return over.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    CompletableFuture<ParleyProcess> onExit() {
        return onExit.copy();
    }

    /** Does not refer to the public object, which may be collected. */
    WaitSource source() {
        CountDownLatch latch = over;
        return new BellSource(bell, () -> latch.getCount() == 0);
    }

    void command(int command, long argument) {
        lifeline.write(Lifeline.command(command, argument));
    }

    void closeLifeline() {
        lifeline.close();
    }

    /** Not {@link Process#destroy}: that closes the life-line and the output as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        killed = killed || process.isAlive();
        process.toHandle().destroyForcibly();
    }

    void terminateTree() {
        ProcessTree.terminate(process.toHandle());
    }

    void killTree() {
        killed = killed || process.isAlive();
        ProcessTree.kill(process.toHandle());
    }
}
