package io.parley.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    @Test
    void shouldTellHowItEndedAndWhatItPrinted() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.shell("echo out; echo err >&2; exit 3").withCapture());

        assertThat(completed.args()).containsExactly("/bin/sh", "-c", "echo out; echo err >&2; exit 3");
        assertThat(completed.exitCode()).isEqualTo(3);
        assertThat(completed.isSuccess()).isFalse();
        assertThat(completed.stdout()).isEqualTo("out\n");
        assertThat(completed.stderr()).isEqualTo("err\n");
        assertThat(completed.stderrBytes()).isEqualTo("err\n".getBytes(UTF_8));
    }

    @Test
    void shouldGiveArgumentsAsTheyAre() throws Exception {
        CompletedCommand completed = Commands.run(
                CommandSpec.of("printf", "%s|", "$HOME", "a b", "*", "").withCapture());

        assertThat(completed.isSuccess()).isTrue();
        assertThat(completed.stdout()).isEqualTo("$HOME|a b|*||");
    }

    @Test
    void shouldGiveArgumentsToTheLineOfAShell() throws Exception {
        CompletedCommand completed = Commands.run(CommandSpec.shell("printf '%s|' \"$1\" \"$2\"", "; exit 1", "$0")
                .withCapture());

        assertThat(completed.stdout()).isEqualTo("; exit 1|$0|");
    }

    @Test
    void shouldFeedInputWhileItReadsOutput() throws Exception {
        byte[] large = new byte[4 << 20]; // far more than both pipes hold
        large[large.length - 1] = 7;

        CompletedCommand completed =
                Commands.run(CommandSpec.of("cat").withInput(large).withCapture());

        assertThat(completed.stdoutBytes()).isEqualTo(large);
    }

    @Test
    void shouldReadBothStreamsAtTheSameTime() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.shell("head -c 1000000 /dev/zero >&2; head -c 1000001 /dev/zero")
                        .withCapture());

        assertThat(completed.stderrBytes()).hasSize(1_000_000);
        assertThat(completed.stdoutBytes()).hasSize(1_000_001);
    }

    @Test
    void shouldTakeTextOrAFileOrNothingAsInput() throws Exception {
        Path file = Files.writeString(directory.resolve("in"), "from a file");

        assertThat(Commands.run(CommandSpec.of("cat").withInput(file).withCapture())
                        .stdout())
                .isEqualTo("from a file");
        assertThat(Commands.run(CommandSpec.of("cat")
                                .withInput("für")
                                .withCharset(ISO_8859_1)
                                .withCapture())
                        .stdoutBytes())
                .isEqualTo("für".getBytes(ISO_8859_1));
        assertThat(Commands.run(CommandSpec.of("cat").withCapture()).stdout()).isEmpty();
    }

    @Test
    void shouldNotMindAProgramThatDoesNotReadItsInput() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.of("true").withInput(new byte[4 << 20]).withCheck());

        assertThat(completed.exitCode()).isZero();
    }

    @Test
    void shouldEndAPipelineWhoseReaderHasEnough() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.shell("yes | head -n 3").withCapture());

        assertThat(completed.stdout()).isEqualTo("y\ny\ny\n");
    }

    @Test
    void shouldMergeStderrInTheOrderOfWriting() throws Exception {
        CompletedCommand completed = Commands.run(
                CommandSpec.shell("echo 1; echo 2 >&2; echo 3").withCapture().withMergedStderr());

        assertThat(completed.stdout()).isEqualTo("1\n2\n3\n");
        assertThat(completed.stderr()).isEmpty();
    }

    @Test
    void shouldSendOutputElsewhere() throws Exception {
        Path file = Files.writeString(directory.resolve("out"), "old\n");
        List<String> lines = new CopyOnWriteArrayList<>();

        CompletedCommand completed = Commands.run(CommandSpec.shell("echo new; printf 'a\\r\\nb' >&2")
                .withStdout(Stdio.appendTo(file))
                .withStderr(Stdio.lines(lines::add)));
        CompletedCommand half = Commands.run(CommandSpec.shell("echo gone >&2; echo kept")
                .withStderr(Stdio.discard())
                .withCapture());

        assertThat(file).hasContent("old\nnew\n");
        assertThat(lines).containsExactly("a", "b");
        assertThat(completed.stdout()).isEmpty();
        assertThat(half.stdout()).isEqualTo("kept\n");
        assertThat(half.stderr()).isEmpty();
    }

    @Test
    void shouldDropLinesThatNobodyCanTake() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();

        CompletedCommand completed =
                Commands.run(CommandSpec.shell("seq 100000").withStdout(Stdio.lines(line -> {
                    seen.add(line);
                    throw new IllegalStateException("no line, please");
                })));

        assertThat(completed.exitCode()).isZero();
        assertThat(seen).containsExactly("1");
    }

    @Test
    void shouldRunWhereAndWithWhatItIsTold() throws Exception {
        CompletedCommand there = Commands.run(CommandSpec.shell("pwd -P; echo $PARLEY_A")
                .withDirectory(directory)
                .withEnvironment("PARLEY_A", "ä=1")
                .withCapture());
        CompletedCommand bare = Commands.run(CommandSpec.of("/usr/bin/env")
                .withClearEnvironment()
                .withEnvironment("ONLY", "this")
                .withCapture());

        assertThat(there.stdout()).isEqualTo(directory.toRealPath() + "\nä=1\n");
        assertThat(bare.stdout()).isEqualTo("ONLY=this\n");
    }

    @Test
    void shouldFailIfCheckedAndSayWhy() {
        CommandFailedException e = catchThrowableOfType(
                CommandFailedException.class,
                () -> Commands.run(
                        CommandSpec.shell("seq 20 >&2; exit 9").withCapture().withCheck()));

        assertThat(e.completed().exitCode()).isEqualTo(9);
        assertThat(e).hasMessageStartingWith("command failed: /bin/sh -c seq 20 >&2; exit 9: exit code 9.");
        assertThat(e.getMessage()).endsWith("\n19\n20").doesNotContain("\n10\n");
    }

    @Test
    void shouldNameTheSignalThatKilledIt() {
        assertThatThrownBy(() -> Commands.run(CommandSpec.shell("kill -KILL $$").withCheck()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("exit code 137 (SIGKILL");
    }

    @Test
    void shouldKillEverythingThatItStartedWhenTimeIsUp() throws Exception {
        CommandTimeoutException e = catchThrowableOfType(
                CommandTimeoutException.class,
                () -> Commands.run(CommandSpec.shell("sleep 300 & echo $!; sh -c 'echo $$; sleep 301; :'; :")
                        .withCapture()
                        .withTimeout(Duration.ofSeconds(1))));

        assertThat(e).hasMessageContaining("still running after PT1S");
        List<String> pids = e.partial().stdout().lines().toList();
        assertThat(pids).hasSize(2);
        pids.forEach(CommandsTest::awaitEnd);
    }

    @Test
    void shouldNotWaitForWhatItLeftInTheBackground() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.shell("sleep 300 & echo $!").withCapture());

        long left = Long.parseLong(completed.stdout().strip());
        assertThat(ProcessHandle.of(left)).isPresent();
        ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldNotWaitForWhatPrintsInTheBackground() throws Exception {
        CompletedCommand completed =
                Commands.run(CommandSpec.shell("echo first; (while :; do echo x; done) & echo $! >&2")
                        .withCapture());

        assertThat(completed.stdout()).startsWith("first\n");
        awaitEnd(completed.stderr().strip()); // nobody reads what it prints
    }

    @Test
    void shouldEndAProgramThatPrintsTooMuch() {
        assertThatThrownBy(
                        () -> Commands.run(CommandSpec.of("yes").withCapture().withMaxBytes(100_000)))
                .isInstanceOf(CommandOutputTooLongException.class)
                .hasMessageContaining("more than maxBytes=100000");
    }

    @Test
    void shouldCaptureExactlyAsMuchAsAllowed() throws Exception {
        CompletedCommand completed = Commands.run(
                CommandSpec.shell("head -c 1000 /dev/zero").withCapture().withMaxBytes(1000));

        assertThat(completed.stdoutBytes()).hasSize(1000);
    }

    @Test
    void shouldKillItWhenTheCallerIsInterrupted() throws Exception {
        Path pidFile = directory.resolve("pid");
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> outcome.complete(catchThrowableOfType(
                InterruptedException.class,
                () -> Commands.run(CommandSpec.shell("echo $$ > pid.new; mv pid.new pid; sleep 300; :")
                        .withDirectory(directory)))));
        caller.start();
        await().until(() -> Files.exists(pidFile));

        caller.interrupt();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        awaitEnd(Files.readString(pidFile).strip());
    }

    @Test
    void shouldSayWhatIsWrongWithTheProgram() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no program");

        assertThatThrownBy(() -> Commands.run(CommandSpec.of("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'no-such-program': no such program in PATH=" + System.getenv("PATH"));
        assertThatThrownBy(() -> Commands.run(CommandSpec.of("./none").withDirectory(directory)))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> Commands.run(CommandSpec.of(text.toString())))
                .hasMessageContaining("may not be executed");
        assertThatThrownBy(() -> Commands.run(CommandSpec.of(directory.toString())))
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> Commands.run(CommandSpec.of("true").withDirectory(text)))
                .hasMessageContaining("working directory " + text);
    }

    @Test
    void shouldTalkWithARunningProgram() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (RunningCommand cat =
                Commands.start(CommandSpec.of("cat").withPipedInput().withStdout(Stdio.lines(lines::add)))) {
            assertThat(cat.pid()).isPositive();
            cat.write("one\n");
            await().until(() -> lines.contains("one"));
            assertThat(cat.isAlive()).isTrue();
            cat.write("two\n".getBytes(UTF_8));
            cat.closeInput();

            assertThat(cat.onExit().get(30, TimeUnit.SECONDS).isSuccess()).isTrue();
            assertThat(lines).containsExactly("one", "two");
            assertThatThrownBy(() -> cat.write("three\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldEndWhatIsTerminatedKilledOrClosed() throws Exception {
        RunningCommand terminated = Commands.start(CommandSpec.of("sleep", "300"));
        RunningCommand killed = Commands.start(CommandSpec.of("sleep", "300"));
        RunningCommand closed = Commands.start(CommandSpec.of("sleep", "300"));

        terminated.terminate();
        killed.kill();
        closed.close();

        assertThat(terminated.onExit().get().exitCode()).isEqualTo(128 + 15);
        assertThat(killed.onExit().get().exitCode()).isEqualTo(128 + 9);
        assertThat(closed.onExit().get().exitCode()).isEqualTo(128 + 9);
        closed.close();
    }

    @Test
    void shouldCompleteExceptionallyWhenARunningProgramIsLate() throws Exception {
        try (RunningCommand late = Commands.start(CommandSpec.of("sleep", "300").withTimeout(SHORT))) {
            assertThatThrownBy(() -> late.onExit().get()).hasCauseInstanceOf(CommandTimeoutException.class);
            assertThat(late.isAlive()).isFalse();
        }
    }

    private static void awaitEnd(String pid) {
        await().until(() ->
                ProcessHandle.of(Long.parseLong(pid)).filter(CommandsTest::runs).isEmpty());
    }

    /** An orphan whose new parent does not collect it stays in the table, without a command. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
