package io.parley.multi;

import io.parley.Parley;
import io.parley.process.ParentProcess;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.process.SerializableRunnable;
import io.parley.process.Stdio;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;

/** Three generations of processes, for tests of who outlives whom. */
final class ProcessFamily {
    /** Long enough to notice that somebody has not waited. */
    static final Duration MOMENT = Duration.ofMillis(300);

    private ProcessFamily() {}

    /** A program that ends while its children run. Arguments: domain, how to end. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            Parley parley = Domains.open(Path.of(args[0]), "main");
            SharedLatch up = parley.latch("up", 2);
            SharedEvent returning = parley.event("returning");
            SharedLong waited = parley.longValue("waited");
            SharedLong refused = parley.longValue("refused");
            ProcessFactory factory = quiet(parley);
            factory.process("other", () -> outlive(up, returning, waited)).start();
            factory.process("daemon", () -> upAndWait(up)).daemon(true).start();
            up.await();
            // Left open: its worker ends with this JVM, and nothing is said about that.
            factory.pool(options -> options.withWorkers(1))
                    .submit((SerializableRunnable) () -> {})
                    .get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    returning.set();
                    waitUntilChildrenAreLookedAt();
                    factory.process(() -> {}).start();
                } catch (IllegalStateException expected) {
                    refused.incrementAndGet();
                }
            }));
            if (args[1].equals("exit")) {
                System.exit(5);
            }
            returning.set();
        }

        /** Hooks run in no order; the one that sees to the children has ended or waits when it shows in their list. */
        private static void waitUntilChildrenAreLookedAt() {
            while (ParleyProcess.activeChildren().stream().anyMatch(ParleyProcess::isDaemon)) {
                Thread.onSpinWait();
            }
        }
    }

    /** Children that do not hold the test's output open. */
    static ProcessFactory quiet(Parley parley) {
        return Processes.of(
                parley, options -> options.withStdout(Stdio.discard()).withStderr(Stdio.discard()));
    }

    /** Notes whether the parent still lives a moment after it wanted to end. */
    static void outlive(SharedLatch up, SharedEvent returning, SharedLong waited) throws InterruptedException {
        up.countDown();
        returning.await();
        waited.set(ParleyProcess.parent().orElseThrow().join(MOMENT) ? 2 : 1);
    }

    static void upAndWait(SharedLatch up) throws InterruptedException {
        up.countDown();
        Processes.forEver();
    }

    /** Waits for the end of its parent. */
    static void outliveForGood(SharedLatch up, SharedLong seen) throws InterruptedException {
        ParentProcess parent = ParleyProcess.parent().orElseThrow();
        up.countDown();
        parent.join();
        seen.set(parent.isAlive() ? 1 : 2);
    }

    /** Has a shutdown hook that never ends. */
    static void upAndNeverEnd(SharedLatch up) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Processes.forEver();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        upAndWait(up);
    }

    /** A daemon with a daemon of its own. */
    static void daemonWithDaemon(SharedLatch up) throws InterruptedException {
        ParleyProcess self = ParleyProcess.current();
        quiet(self.parley()).process("grandchild", () -> upAndWait(up)).start();
        upAndWait(up);
    }

    /** The head of the family: a daemon with a daemon, one that does not want to end, and one that is no daemon. */
    static void head(SharedLatch up, SharedLong seen) throws InterruptedException {
        ProcessFactory factory = quiet(ParleyProcess.current().parley());
        factory.process("daemon", () -> daemonWithDaemon(up)).daemon(true).start();
        factory.process("stubborn", () -> upAndNeverEnd(up)).daemon(true).start();
        factory.process("other", () -> outliveForGood(up, seen)).daemon(false).start();
        upAndWait(up);
    }
}
