package io.parley.examples;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ProcessInfo;
import io.parley.SharedObject;
import io.parley.WaitStrategy;
import io.parley.observe.LatencyHistogram;
import io.parley.process.ParleyProcess;
import io.parley.value.SharedInt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Who takes part in a domain, who died, and what another process measured. */
public final class Observe {
    private Observe() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        ParleyConfig config = ParleyConfig.named(
                        "observe-" + ProcessHandle.current().pid())
                .withProcessName("observer")
                .withWaitStrategy(WaitStrategy.block());
        try (Parley parley = Parley.open(config)) {
            SharedInt stage = parley.intValue("stage");
            LatencyHistogram work = LatencyHistogram.open(parley, "work");
            ParleyProcess worker =
                    parley.process("worker", () -> measure(work, stage)).start();
            stage.awaitChange(0);
            list(parley);

            worker.kill();
            worker.join();
            awaitDeath(parley);
            list(parley);
            System.out.println("cleaned up after: " + parley.reap());
            list(parley);

            Histogram measured = work.snapshot();
            System.out.println("measured: " + measured.getTotalCount() + ", median about "
                    + TimeUnit.NANOSECONDS.toMicros(measured.getValueAtPercentile(50)) + " us");
            for (SharedObject object : List.of(stage, work)) {
                System.out.println(object.name() + " lies in " + object.path().getFileName());
            }
            work.delete();
            System.out.println("deleted: " + work.isDeleted());
            parley.delete();
        }
    }

    private static void list(Parley parley) {
        parley.processes().stream()
                .sorted(Comparator.comparing(ProcessInfo::name))
                .map(process -> process.name() + " alive=" + process.alive() + " self=" + process.self())
                .forEach(System.out::println);
        System.out.println("--");
    }

    /** The kernel needs a moment to end a process. */
    private static void awaitDeath(Parley parley) throws InterruptedException {
        SharedInt never = parley.intValue("never");
        while (parley.processes().stream().allMatch(ProcessInfo::alive)) {
            never.awaitChange(0, Duration.ofMillis(1));
        }
    }

    /** What the process does that is watched and killed. */
    private static void measure(LatencyHistogram work, SharedInt stage) throws InterruptedException {
        for (int us = 1; us <= 1_000; us++) {
            work.record(TimeUnit.MICROSECONDS.toNanos(us));
        }
        stage.set(1);
        new CountDownLatch(1).await();
    }
}
