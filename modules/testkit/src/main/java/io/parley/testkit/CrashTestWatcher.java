package io.parley.testkit;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * A JUnit extension that keeps the evidence of a failed test with several JVMs and clears up after every test.
 *
 * <p>When a test fails, {@code target/crash-reports/<class>.<method>/} gets: the failure, the log and the thread dump
 * of each JVM that the test forked, the threads of the test's own JVM, and for each domain a listing with a hex dump of
 * the beginning of each file. The path is printed on standard error and attached to the failure. After each test,
 * failed or not, all JVMs that it forked are killed.
 *
 * <p>Domains are found by themselves while a process has them open; name others with {@link #watch(Path)}. A child in a
 * try-with-resources statement is dead before this extension sees the failure: its log is kept, but it has no threads
 * to dump. Rather leave it to the extension to kill it.
 *
 * <p><b>Threading:</b> tests may run in parallel. JVMs belong to the test whose thread, or a thread started by it,
 * forked them; those forked before all tests of a class are left alone.
 */
public final class CrashTestWatcher implements BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(CrashTestWatcher.class);
    private static final String RUN = "run";

    /** Used by JUnit: {@code @ExtendWith(CrashTestWatcher.class)}. */
    public CrashTestWatcher() {}

    /**
     * Has a directory listed and dumped if the running test fails. No effect outside a test that is watched.
     *
     * @param domain the directory of a domain, or any other
     */
    public static void watch(Path domain) {
        TestRun.current().ifPresent(run -> run.add(domain));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(RUN, TestRun.begin());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        report(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // A second chance, for failures in the methods around the test.
        report(context);
        TestRun run = run(context);
        if (run != null) {
            run.end();
        }
    }

    /** Null if another extension failed before this one was called. */
    private static TestRun run(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(RUN, TestRun.class);
    }

    private static void report(ExtensionContext context) {
        Throwable failure = context.getExecutionException().orElse(null);
        TestRun run = run(context);
        if (failure == null || failure instanceof TestAbortedException || run == null || !run.claimReport()) {
            return;
        }
        // A test that was interrupted by its time-out must not spoil the collection.
        boolean interrupted = Thread.interrupted();
        try {
            Path directory = new CrashReport(CrashReport.directoryFor(testName(context)), run).write(failure);
            System.err.println("crash report of " + testName(context) + ": " + directory);
            failure.addSuppressed(new CrashReportNote(directory));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String testName(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        String display = context.getDisplayName();
        // Repeated and parameterised tests have one directory for each invocation.
        String invocation = display.startsWith(method) ? "" : "-" + display;
        return context.getRequiredTestClass().getName() + "." + method + invocation;
    }

    /** Tells in a failure's stack trace where the evidence is; has no stack of its own. */
    private static final class CrashReportNote extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CrashReportNote(Path directory) {
            super("crash report in " + directory, null, false, false);
        }
    }
}
