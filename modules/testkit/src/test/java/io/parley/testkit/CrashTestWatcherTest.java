package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@Timeout(120)
class CrashTestWatcherTest {
    private static final List<ForkedJvm> FORKED = new ArrayList<>();

    static final class Child {
        public static void main(String[] args) throws IOException {
            try (RandomAccessFile file =
                    new RandomAccessFile(Path.of(args[0], "domain.parley").toFile(), "rw")) {
                file.write("PARLEY".getBytes());
                System.err.println("the child's last words");
                Script.barrier("up");
            }
        }
    }

    /** Run by the tests below and by nothing else: its name is not that of a test. */
    @ExtendWith(CrashTestWatcher.class)
    static class Fixture {
        @TempDir
        Path domain;

        private boolean failAfterwards;

        @Test
        void fails() {
            fork();
            throw new AssertionError("invariant violated");
        }

        @Test
        void failsAfterwards() {
            fork();
            failAfterwards = true;
        }

        @Test
        void succeeds() {
            fork();
        }

        @Test
        void isAborted() {
            fork();
            Assumptions.abort("not here");
        }

        @AfterEach
        void checkInvariant() {
            assertThat(failAfterwards).as("invariant after the test").isFalse();
        }

        private void fork() {
            ForkedJvm jvm = ForkedJvm.builder(Child.class)
                    .name("writer")
                    .args(domain.toString())
                    .start();
            jvm.awaitReached("up", PATIENCE);
            FORKED.add(jvm);
        }
    }

    @AfterEach
    void forget() {
        FORKED.clear();
    }

    @Test
    void shouldKeepTheEvidenceOfAFailedTest() throws IOException {
        TestExecutionSummary summary = run("fails");

        Throwable failure = summary.getFailures().get(0).getException();
        assertThat(failure).hasMessage("invariant violated");
        Path report = CrashReport.directoryFor(Fixture.class.getName() + ".fails");
        assertThat(failure.getSuppressed()).anyMatch(note -> note.getMessage().contains(report.toString()));
        long pid = FORKED.get(0).pid();
        assertThat(report.resolve("failure.txt")).content().contains("invariant violated");
        assertThat(report.resolve("writer-" + pid + ".log")).content().contains("the child's last words");
        assertThat(report.resolve("writer-" + pid + ".threads.txt")).content().contains("Script.await");
        assertThat(filesNamed(report, "this-jvm-"))
                .singleElement()
                .satisfies(file -> assertThat(file).content().contains("CrashTestWatcherTest.run"));
        assertThat(filesNamed(report, "domain-"))
                .singleElement()
                .satisfies(file -> assertThat(file)
                        .content()
                        .contains("domain.parley")
                        .contains("50 41 52 4c 45 59")
                        .contains("|PARLEY|"));
        assertThat(FORKED).noneMatch(ForkedJvm::isAlive);
    }

    @Test
    void shouldSeeAFailureAfterTheTestMethod() {
        Path report = CrashReport.directoryFor(Fixture.class.getName() + ".failsAfterwards");

        assertThat(run("failsAfterwards").getTotalFailureCount()).isEqualTo(1);

        assertThat(report.resolve("failure.txt")).content().contains("invariant after the test");
        assertThat(report.resolve("writer-" + FORKED.get(0).pid() + ".threads.txt"))
                .content()
                .contains("Script.await");
        assertThat(FORKED).noneMatch(ForkedJvm::isAlive);
    }

    @Test
    void shouldKillLeftoversWithoutAReportWhenNothingFailed() {
        for (String method : List.of("succeeds", "isAborted")) {
            assertThat(run(method).getTotalFailureCount()).isZero();

            assertThat(CrashReport.directoryFor(Fixture.class.getName() + "." + method))
                    .doesNotExist();
        }
        assertThat(FORKED).hasSize(2).noneMatch(ForkedJvm::isAlive);
    }

    private static TestExecutionSummary run(String method) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Fixture.class, method))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsStartedCount()).isEqualTo(1);
        return listener.getSummary();
    }

    private static List<Path> filesNamed(Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }
}
