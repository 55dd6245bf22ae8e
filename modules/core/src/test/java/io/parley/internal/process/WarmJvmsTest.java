package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With {@code cat} in the place of a JVM: it waits for its input as well, and ends with it. */
@Timeout(60)
class WarmJvmsTest {
    private static final List<String> ENDS = List.of("true");

    private final Queue<Process> started = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile List<String> command = List.of("cat");
    private final WarmJvms warm = new WarmJvms(this::start);

    private Process start() throws IOException, InterruptedException {
        attempts.incrementAndGet();
        Process process = new ProcessBuilder(command).start();
        if (command.equals(ENDS)) {
            process.waitFor();
        }
        started.add(process);
        return process;
    }

    @AfterEach
    void end() {
        warm.close();
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldReplaceWhatIsTaken() {
        warm.keep(2);
        await().until(() -> warm.size() == 2);

        Process taken = warm.take();

        assertThat(taken.isAlive()).isTrue();
        assertThat(taken).isSameAs(started.peek());
        await().until(() -> warm.size() == 2);
        assertThat(started).hasSize(3);
    }

    @Test
    void shouldReplaceWhatDies() {
        warm.keep(1);
        await().until(() -> warm.size() == 1);
        Process first = started.element();

        first.destroyForcibly();

        await().until(() -> started.size() == 2 && warm.size() == 1);
        assertThat(warm.take()).isNotSameAs(first);
    }

    @Test
    void shouldNotHandOutTheDead() {
        command = ENDS;
        warm.keep(1);
        await().until(() -> started.size() >= 2);

        assertThat(warm.take()).isNull();
    }

    @Test
    void shouldGoOnAfterFailures() {
        command = List.of("/no/such/program");
        warm.keep(1);
        await().until(() -> attempts.get() >= 2);
        assertThat(warm.take()).isNull();

        command = List.of("cat");

        await().until(() -> warm.size() == 1);
    }

    @Test
    void shouldEndThoseThatWaitWhenClosed() throws Exception {
        warm.keep(2);
        await().until(() -> warm.size() == 2);
        Process taken = warm.take();
        await().until(() -> warm.size() == 2);

        warm.close();
        warm.close();

        for (Process process : started) {
            assertThat(process == taken || process.waitFor(20, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(taken.isAlive()).isTrue();
        assertThat(warm.take()).isNull();
        assertThatThrownBy(() -> warm.keep(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldEndThoseThatAreTooMany() throws Exception {
        warm.keep(2);
        await().until(() -> warm.size() == 2);

        warm.keep(0);

        assertThat(warm.size()).isZero();
        for (Process process : started) {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
