package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Work in a thread of its own, with a way to see that the kernel has put it to sleep. */
public final class Background<T> {
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work) {
        this.task = new FutureTask<>(work);
        // at most 15 characters, so that the kernel knows the whole name
        this.thread = new Thread(task, "bg-" + SEQUENCE.incrementAndGet());
        thread.setDaemon(true);
    }

    /** What a thread does that returns nothing. */
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    public static <T> Background<T> call(Callable<T> work) {
        Background<T> background = new Background<>(work);
        background.thread.start();
        return background;
    }

    public static Background<Void> run(Work work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    public Thread thread() {
        return thread;
    }

    public boolean isDone() {
        return task.isDone();
    }

    /**
     * Returns once the thread sleeps in the kernel where its work sent it, or is done. It sleeps there also while it
     * starts, and while the JVM stops all threads; then no native method is what it is in.
     */
    public Background<T> awaitAsleep() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .forever()
                .until(() -> task.isDone() || isAsleep() && isInNativeMethod());
        return this;
    }

    private boolean isAsleep() throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path each : threads) {
                if (read(each.resolve("comm")).strip().equals(thread.getName())) {
                    String stat = read(each.resolve("stat"));
                    return stat.startsWith(") S", stat.lastIndexOf(')'));
                }
            }
        }
        return false;
    }

    private boolean isInNativeMethod() {
        StackTraceElement[] frames = thread.getStackTrace();
        return frames.length > 0 && frames[0].isNativeMethod();
    }

    /** Empty for a thread that ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Waits for the end and for the thread to be dead, and returns what the work returned. */
    public T result() throws Exception {
        try {
            T result = task.get();
            thread.join();
            return result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw new AssertionError("background work failed", e.getCause());
        }
    }

    /** Waits for the end and returns what the work threw. */
    public Throwable failure() throws InterruptedException {
        try {
            T result = task.get();
            throw new AssertionError("no exception but the result " + result);
        } catch (ExecutionException e) {
            thread.join();
            assertThat(thread.isAlive()).isFalse();
            return e.getCause();
        }
    }
}
