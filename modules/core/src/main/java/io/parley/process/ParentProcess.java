package io.parley.process;

import io.parley.Waitable;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.PrivateBell;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process that started this one, seen from here. {@link ParleyProcess#parent()} gives it.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> tells the parent's end however it came, also by SIGKILL: the
 * kernel closes the pipe between the two. It does not depend on process ids, which are used again. A child that is a
 * daemon is ended then, and has half a second left.
 *
 * <p><b>Differs from Python:</b> {@code parent_process()}, and it can be waited for in a wait set.
 */
public final class ParentProcess implements Waitable {
    private final long pid;
    private final String name;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final CompletableFuture<ParentProcess> onExit = new CompletableFuture<>();
    private final Doorbell bell = PrivateBell.create("parent");

    ParentProcess(long pid, String name) {
        this.pid = pid;
        this.name = name;
        CountDownLatch latch = gone;
        WaitSources.register(this, new BellSource(bell, () -> latch.getCount() == 0));
    }

    /** The life-line ended. The callbacks run in a thread of their own: they may take their time. */
    void ended() {
        gone.countDown();
        bell.ringAll();
        Thread callbacks = new Thread(null, () -> onExit.complete(this), "parley-parent-ended", 0, false);
        callbacks.setDaemon(true);
        callbacks.start();
    }

    /**
     * Its process id.
     *
     * @return the id; another process may have it once this one has ended
     */
    public long pid() {
        return pid;
    }

    /**
     * How it is called.
     *
     * @return its name when it started this process
     */
    public String name() {
        return name;
    }

    /**
     * Whether it lives; a stopped one does.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return gone.getCount() != 0;
    }

    /**
     * Whether it has ended.
     *
     * @return true once it has
     */
    @Override
    public boolean isReady() {
        return !isAlive();
    }

    /**
     * Waits until it has ended.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void join() throws InterruptedException {
        gone.await();
    }

    /**
     * Waits until it has ended, at most that long.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it has ended
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return gone.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Completes when it has ended.
     *
     * @return a new future; completing or cancelling it changes nothing for others
     */
    public CompletableFuture<ParentProcess> onExit() {
        return onExit.copy();
    }

    @Override
    public String toString() {
        return "ParentProcess(" + name + ", pid " + pid + (isAlive() ? "" : ", ended") + ")";
    }
}
