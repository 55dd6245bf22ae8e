package io.parley.contract;

import io.parley.Parley;
import io.parley.multi.Sleepers;
import io.parley.testkit.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The other party of a contract: a thread of this JVM, or another JVM. Does one step after the other. */
interface Peer extends AutoCloseable {
    /** The name of the thread that does the steps. */
    String THREAD = "peer";

    Duration HANG = Duration.ofSeconds(30);
    Duration START = Duration.ofSeconds(60);

    /** Begins a step. */
    void start(String step);

    /** Waits for the end of the step that was started. */
    String result();

    /** Its process. */
    long pid();

    @Override
    void close();

    /** Does a step from beginning to end. */
    default String run(String step) {
        start(step);
        return result();
    }

    /** Begins a step that has to wait, and returns when it sleeps. */
    default void startAndSleep(String step) {
        start(step);
        Sleepers.await(pid(), THREAD, 1);
    }

    /** A thread of this JVM, with handles of its own. */
    final class InThread implements Peer {
        private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, THREAD);
            made.setDaemon(true);
            return made;
        });
        private final Parley parley;
        private final Steps steps;
        private Future<String> running;

        InThread(Path domain, Steps steps) {
            this.parley = PairContract.open(domain);
            this.steps = steps;
            steps.open(parley);
        }

        @Override
        public void start(String step) {
            running = thread.submit(() -> steps.run(step));
        }

        @Override
        public String result() {
            try {
                return running.get(HANG.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("the peer's step did not end", e);
            }
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public void close() {
            thread.shutdownNow();
            parley.close();
        }
    }

    /** Another JVM. */
    final class InProcess implements Peer {
        private final ForkedJvm jvm;
        private final Path stepFile;
        private int number;

        InProcess(Path domain, Class<? extends Steps> steps) {
            this.stepFile = domain.resolveSibling("step");
            this.jvm = ForkedJvm.builder(PeerMain.class)
                    .args(domain.toString(), steps.getName(), stepFile.toString())
                    .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                    .start();
            jvm.awaitReached("open", START);
        }

        @Override
        public void start(String step) {
            try {
                Files.writeString(stepFile, step);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            number++;
            jvm.proceed("next");
            jvm.awaitReached("started", HANG);
        }

        @Override
        public String result() {
            return jvm.awaitReported("result-" + number, HANG);
        }

        @Override
        public long pid() {
            return jvm.pid();
        }

        /** Sends SIGSTOP. */
        void stop() {
            jvm.stop();
        }

        /** Sends SIGCONT. */
        void resume() {
            jvm.resume();
        }

        @Override
        public void close() {
            jvm.kill();
        }
    }
}
