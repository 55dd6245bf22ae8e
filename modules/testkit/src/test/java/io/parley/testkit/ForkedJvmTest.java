package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class ForkedJvmTest {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final class Environment {
        public static void main(String[] args) {
            Script.report("args", String.join("|", args));
            Script.report("property", System.getProperty("some.property"));
            Script.report("variable", System.getenv("SOME_VARIABLE"));
            Script.report("directory", System.getProperty("user.dir"));
            Script.report("memory", Runtime.getRuntime().maxMemory());
            System.exit(3);
        }
    }

    static final class Printer {
        public static void main(String[] args) {
            System.out.print("one ");
            System.out.flush();
            Script.reached("in the middle of a line");
            System.out.println("line, äöü €");
            System.err.println("on the other stream");
        }
    }

    static final class Waiter {
        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook ran")));
            System.err.println("about to wait");
            Script.barrier("waiting");
        }
    }

    static final class Thrower {
        public static void main(String[] args) {
            throw new IllegalStateException("no such order: 4711");
        }
    }

    static final class ReadsStandardInput {
        public static void main(String[] args) throws Exception {
            Script.report("read", System.in.read());
        }
    }

    @Test
    void shouldStartTheChildAsTheBuilderSays(@TempDir Path directory) throws Exception {
        ForkedJvm jvm = ForkedJvm.builder(Environment.class)
                .args("a b", "", "ü")
                .systemProperty("some.property", "x y")
                .environment("SOME_VARIABLE", "v")
                .workingDirectory(directory)
                .jvmFlags("-Xmx33m", "-XX:+UseSerialGC", "-Dsun.jnu.encoding=UTF-8")
                .start();

        assertThat(jvm.waitFor(PATIENCE)).isEqualTo(3);
        assertThat(jvm.reported("args").orElseThrow()).startsWith("a b||");
        assertThat(jvm.reported("property")).contains("x y");
        assertThat(jvm.reported("variable")).contains("v");
        assertThat(jvm.reported("directory")).contains(directory.toRealPath().toString());
        assertThat(Long.parseLong(jvm.reported("memory").orElseThrow())).isLessThan(64 << 20);
    }

    @Test
    void shouldCollectWhatTheChildPrintsWithoutTheLinesOfTheScript() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        ForkedJvm jvm = ForkedJvm.builder(Printer.class)
                .onStdout(heard::add)
                .onStderr(heard::add)
                .start();

        jvm.awaitReached("in the middle of a line", PATIENCE);
        jvm.awaitExit(0, PATIENCE);

        assertThat(jvm.log().stdout()).containsExactly("one line, äöü €");
        assertThat(jvm.log().stderr()).contains("on the other stream");
        assertThat(heard).contains("one line, äöü €", "on the other stream");
        assertThat(jvm.log().toString()).contains("out | one line, äöü €\n").contains("err | on the other stream\n");
    }

    @Test
    void shouldGoOnCollectingWhenAListenerFails() {
        ForkedJvm jvm = ForkedJvm.builder(Printer.class)
                .onStdout(line -> {
                    throw new IllegalStateException("bad listener");
                })
                .start();

        jvm.awaitExit(0, PATIENCE);

        assertThat(jvm.log().stdout()).hasSize(1);
        assertThat(jvm.log().stderr()).anyMatch(line -> line.contains("bad listener"));
    }

    @Test
    void shouldExitWith137WhenKilled() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        jvm.kill();

        assertThat(jvm.isAlive()).isFalse();
        assertThat(jvm.waitFor(PATIENCE)).isEqualTo(137).isEqualTo(ForkedJvm.EXIT_KILLED);
        assertThat(jvm.log().stdout()).isEmpty();
    }

    @Test
    void shouldRunShutdownHooksWhenTerminated() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        jvm.terminate();

        assertThat(jvm.waitFor(PATIENCE)).isEqualTo(143);
        assertThat(jvm.log().stdout()).containsExactly("shutdown hook ran");
    }

    @Test
    void shouldStandStillWhenStoppedAndGoOnWhenResumed() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        jvm.stop();

        assertThat(jvm.processState()).isEqualTo('T');
        assertThat(jvm.isAlive()).isTrue();
        assertThat(jvm.threadDump()).contains("stopped by a signal").contains("state=T");

        jvm.proceed("waiting");
        jvm.resume();
        jvm.awaitExit(0, PATIENCE);
        assertThat(jvm.processState()).isEqualTo('X');
    }

    @Test
    void shouldDumpTheThreadsOfTheChild() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        assertThat(jvm.threadDump())
                .contains("\"main\"")
                .contains("Script.await")
                .contains("Waiter.main");
        assertThat(ThreadDumps.sigquit(jvm.process, jvm.log()))
                .contains("\"main\"")
                .contains("Script.await");

        jvm.kill();
        assertThat(jvm.threadDump()).contains("no thread dump").contains("signal 9");
    }

    @Test
    void shouldShowStandardErrorWhenTheChildEndsTooEarly() {
        ForkedJvm jvm = ForkedJvm.fork(Thrower.class);

        assertThatThrownBy(() -> jvm.awaitReached("holding", PATIENCE))
                .isInstanceOf(ChildFailedError.class)
                .hasMessageContaining("ended and did not reach 'holding'")
                .hasMessageContaining("exited with code 1")
                .hasMessageContaining(
                        "err | Exception in thread \"main\" java.lang.IllegalStateException: no such order: 4711");
        assertThatThrownBy(() -> jvm.awaitExit(0, PATIENCE))
                .isInstanceOf(ChildFailedError.class)
                .hasMessageContaining("no such order: 4711");
    }

    @Test
    void shouldShowLogAndThreadsWhenTheChildIsTooSlow() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        assertThatThrownBy(() -> jvm.awaitReached("holding", Duration.ofMillis(50)))
                .isInstanceOf(ChildFailedError.class)
                .hasMessageContaining("did not reach 'holding' within PT0.05S")
                .hasMessageContaining("running")
                .hasMessageContaining("err | about to wait")
                .hasMessageContaining("Script.await");
        assertThatThrownBy(() -> jvm.waitFor(Duration.ofMillis(50))).hasMessageContaining("did not end within");
    }

    @Test
    void shouldShowTheChildWhenTheWaitIsInterrupted() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        jvm.awaitReached("waiting", PATIENCE);

        Thread.currentThread().interrupt();
        ChildFailedError error =
                catchThrowableOfType(ChildFailedError.class, () -> jvm.awaitReached("holding", PATIENCE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error)
                .hasMessageContaining("interrupted")
                .hasMessageContaining("Script.await")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldKillTheChildWhenClosed() {
        ForkedJvm jvm = ForkedJvm.fork(Waiter.class);
        try (jvm) {
            jvm.awaitReached("waiting", PATIENCE);
        }

        assertThat(jvm.isAlive()).isFalse();
        assertThat(jvm.log().stderr()).contains("about to wait");
        assertThatThrownBy(() -> jvm.proceed("waiting")).isInstanceOf(ChildFailedError.class);
    }

    @Test
    void shouldFindNothingOnStandardInput() {
        ForkedJvm jvm = ForkedJvm.fork(ReadsStandardInput.class);

        assertThat(jvm.awaitReported("read", PATIENCE)).isEqualTo("-1");
    }

    @Test
    void shouldRefuseAClassWithoutMain() {
        assertThatThrownBy(() -> ForkedJvm.fork(List.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("static void main(String[])")
                .hasMessageContaining("java.util.List");
    }

    @Test
    void shouldNameTheCommandThatCannotBeStarted(@TempDir Path directory) {
        assertThatThrownBy(() ->
                        ForkedJvm.builder(Waiter.class).javaHome(directory).start())
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageContaining(directory.resolve("bin/java").toString());
    }
}
