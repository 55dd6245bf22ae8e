package io.parley.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one test has forked and opened. The thread that runs the test knows its run, and so do the threads that it
 * starts (JUnit's time-out in a separate thread is one of them): tests may run in parallel.
 */
final class TestRun {
    private static final InheritableThreadLocal<TestRun> CURRENT = new InheritableThreadLocal<>();

    private final List<ForkedJvm> jvms = new ArrayList<>();
    private final Set<Path> domains = new TreeSet<>();
    private boolean reported;
    private boolean ended;

    /** The run of the calling thread, if a {@link CrashTestWatcher} watches it. */
    static Optional<TestRun> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static TestRun begin() {
        TestRun run = new TestRun();
        CURRENT.set(run);
        return run;
    }

    /** Kills what still runs. */
    void end() {
        CURRENT.remove();
        List<ForkedJvm> leftovers;
        synchronized (this) {
            ended = true;
            leftovers = List.copyOf(jvms);
        }
        leftovers.forEach(ForkedJvm::close);
    }

    /** A thread that outlives its test may still come here; its JVMs are its own business then. */
    synchronized void add(ForkedJvm jvm) {
        if (!ended) {
            jvms.add(jvm);
        }
    }

    synchronized void add(Path domain) {
        domains.add(domain);
    }

    synchronized List<ForkedJvm> jvms() {
        return List.copyOf(jvms);
    }

    synchronized Set<Path> domains() {
        return new TreeSet<>(domains);
    }

    /** True for the first caller: one report for each test. */
    synchronized boolean claimReport() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
