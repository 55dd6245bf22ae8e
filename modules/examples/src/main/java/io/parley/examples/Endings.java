package io.parley.examples;

import io.parley.ChildInfo;
import io.parley.Parley;
import io.parley.process.ExitStatus;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.process.ProcessOptions;
import io.parley.process.ProcessTarget;
import io.parley.process.Stdio;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * The ways in which a process ends, and how they are told apart: it returns, throws, exits, is terminated, killed or
 * interrupted. What it prints is taken line by line here.
 */
public final class Endings {
    private Endings() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        List<String> printed = new CopyOnWriteArrayList<>();
        ProcessOptions options = ProcessOptions.defaults()
                .withHeap("64m")
                .withSystemProperty("greeting", "hello")
                .withStdout(Stdio.lines(printed::add))
                .withStderr(Stdio.discard());
        try (Parley parley = Parley.open("endings-" + ProcessHandle.current().pid())) {
            ProcessFactory processes = ProcessFactory.of(parley, options);
            end(processes, "returns", () -> System.out.println(System.getProperty("greeting")));
            end(processes, "throws", () -> {
                throw new IllegalStateException("no paper");
            });
            end(processes, "exits", () -> System.exit(143)); // as if by SIGTERM, but it is none

            ParleyProcess terminated = start(processes, "terminated", Endings::waitForEver);
            terminated.terminate();
            show(terminated);
            ParleyProcess killed = start(processes, "killed", Endings::waitForEver);
            killed.kill();
            show(killed);
            ParleyProcess interrupted = start(processes, "interrupted", () -> {
                try {
                    waitForEver();
                } catch (InterruptedException e) {
                    System.out.println("cleans up");
                }
            });
            interrupted.interrupt();
            show(interrupted);

            while (printed.size() < 2) { // a process may have ended before its last line is read
                Thread.onSpinWait();
            }
            System.out.println("printed: " + printed);
            for (ChildInfo child : parley.children()) {
                System.out.println(child.name() + " " + child.state() + ": " + child.exit());
            }
            parley.delete();
        }
    }

    private static void waitForEver() throws InterruptedException {
        ParleyProcess.current().parley().event(ParleyProcess.current().name()).set();
        new CountDownLatch(1).await();
    }

    private static ParleyProcess start(ProcessFactory processes, String name, ProcessTarget target)
            throws InterruptedException {
        ParleyProcess process = processes.process(name, target).start();
        processes.parley().event(name).await(); // until it runs
        return process;
    }

    private static void end(ProcessFactory processes, String name, ProcessTarget target) throws InterruptedException {
        show(processes.process(name, target).start());
    }

    private static void show(ParleyProcess process) throws InterruptedException {
        process.join(Duration.ofMinutes(1));
        ExitStatus status = process.exitStatus().orElseThrow();
        System.out.println(process.name() + ": code " + status.exitCode() + ", signal " + status.endedBySignal()
                + (status.failure().isEmpty() ? "" : ", " + status.failure()));
    }
}
