package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessOptions;
import io.parley.process.ProcessTarget;
import io.parley.process.Stdio;
import io.parley.sync.SharedEvent;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child prints arrives, all of it and in order, and nothing that it prints makes it or its parent hang. */
@Timeout(180)
class ProcessOutputIT {
    private static final int LINES = 20_000;

    @TempDir
    Path directory;

    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private Parley parley;

    @BeforeEach
    void open() {
        parley = Domains.open(directory, "parent");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ParleyProcess start(UnaryOperator<ProcessOptions> options, ProcessTarget target) {
        return Processes.of(parley, options).process(target).start();
    }

    private ProcessOptions collected(ProcessOptions options) {
        return options.withStdout(Stdio.lines(out::add)).withStderr(Stdio.lines(err::add));
    }

    private static void printALot() {
        for (int i = 0; i < LINES; i++) {
            System.out.println("out " + i);
            System.err.println("err " + i);
        }
        System.out.print("the last one has no end");
    }

    private static void requireLines(List<String> lines, String prefix) {
        assertThat(lines).hasSizeGreaterThanOrEqualTo(LINES);
        for (int i = 0; i < LINES; i++) {
            assertThat(lines.get(i)).isEqualTo(prefix + " " + i);
        }
    }

    @Test
    void shouldHandOverEveryLineBeforeJoinReturns() throws InterruptedException {
        ParleyProcess child = start(this::collected, ProcessOutputIT::printALot);
        Processes.joined(child);

        requireLines(out, "out");
        requireLines(err, "err");
        assertThat(out).hasSize(LINES + 1).last().isEqualTo("the last one has no end");
        assertThat(child.exitCode()).hasValue(0);
    }

    @Test
    void shouldReadOnWhenTheConsumerFails() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        ParleyProcess child = start(
                options -> options.withStderr(Stdio.discard()).withStdout(Stdio.lines(line -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("not this one");
                })),
                ProcessOutputIT::printALot);
        Processes.joined(child);

        assertThat(child.exitCode()).hasValue(0);
        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldHoldUpOnlyTheChildWhoseConsumerBlocks() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ParleyProcess slow = start(
                options -> options.withStderr(Stdio.discard()).withStdout(Stdio.lines(line -> {
                    blocked.countDown();
                    awaitUninterruptibly(goOn);
                    out.add(line);
                })),
                ProcessOutputIT::printALot);
        blocked.await();

        ParleyProcess other = start(
                options -> options.withStdout(Stdio.discard()).withStderr(Stdio.lines(err::add)),
                ProcessOutputIT::printALot);
        Processes.joined(other);
        requireLines(err, "err");
        assertThat(slow.isAlive()).isTrue();
        assertThat(out).isEmpty();

        goOn.countDown();
        Processes.joined(slow);
        requireLines(out, "out");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closeEverything(SharedEvent closed) throws IOException {
        System.out.println("before");
        System.in.close();
        System.out.close();
        System.err.close();
        // A file opened now must not become standard output.
        Path file = Files.createTempFile("closed", ".txt");
        Files.writeString(file, "text");
        System.out.println("into the void");
        Files.delete(file);
        closed.set();
    }

    @Test
    void shouldNotMindStreamsThatTheChildCloses() throws InterruptedException {
        SharedEvent closed = parley.event("closed");
        ParleyProcess child = start(this::collected, () -> closeEverything(closed));
        Processes.joined(child);

        assertThat(child.exitStatus().orElseThrow().isSuccess()).isTrue();
        assertThat(closed.isSet()).isTrue();
        assertThat(out).containsExactly("before");
    }

    /** A stream that writes nothing by itself. */
    private static void replaceOutput(boolean exit) {
        System.out.println("first");
        System.setOut(new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8));
        System.out.println("buffered grüße " + exit);
        if (exit) {
            System.exit(0);
        }
    }

    @Test
    void shouldFlushWhatTheProgramBuffered() throws Exception {
        Path file = directory.resolve("out.txt");
        ParleyProcess returns = start(options -> options.withStdout(Stdio.to(file)), () -> replaceOutput(false));
        ParleyProcess exits = start(this::collected, () -> replaceOutput(true));
        Processes.joined(returns);
        Processes.joined(exits);
        ParleyProcess appends =
                start(options -> options.withStdout(Stdio.appendTo(file)), () -> System.out.println("more"));
        Processes.joined(appends);

        assertThat(Files.readAllLines(file, StandardCharsets.UTF_8))
                .containsExactly("first", "buffered grüße false", "more");
        assertThat(out).containsExactly("first", "buffered grüße true");
    }

    private static void leaveSomebodyWithThePipe(SharedEvent started, SharedEvent go)
            throws IOException, InterruptedException {
        new ProcessBuilder("sleep", "120")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        System.out.println("zwölf ✓");
        started.set();
        go.await();
    }

    @Test
    void shouldNotWaitForWhoInheritedThePipe() throws InterruptedException {
        SharedEvent started = parley.event("started");
        SharedEvent go = parley.event("go");
        ParleyProcess child = start(
                options -> collected(options.withEnvironment("LC_ALL", "C")),
                () -> leaveSomebodyWithThePipe(started, go));
        assertThat(started.await(Domains.START)).isTrue();
        ProcessHandle heir = ProcessHandle.of(child.pid())
                .flatMap(found -> found.children().findAny())
                .orElseThrow();
        try {
            go.set();
            Processes.joined(child);
            assertThat(heir.isAlive()).isTrue();
            assertThat(out).containsExactly("zwölf ✓");
        } finally {
            heir.destroyForcibly();
        }
    }
}
