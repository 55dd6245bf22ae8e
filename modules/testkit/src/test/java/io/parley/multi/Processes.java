package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.process.ProcessOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** What the tests of processes have in common. */
final class Processes {
    private Processes() {}

    /** Children that start as fast as they can. */
    static ProcessFactory of(Parley parley) {
        return of(parley, options -> options);
    }

    static ProcessFactory of(Parley parley, UnaryOperator<ProcessOptions> more) {
        return parley.processes(options -> more.apply(
                options.withJvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m")));
    }

    /** For a child that goes on until somebody ends it. */
    static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static void joined(ParleyProcess child) throws InterruptedException {
        assertThat(child.join(Domains.START)).as("ended: %s", child).isTrue();
    }

    /** What Java sends no signal for. */
    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            assertThat(kill.waitFor()).as("kill -%s %d", name, pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until none of these names lives in the domain. */
    static void awaitGone(Parley parley, String... names) {
        await().atMost(Domains.HANG).untilAsserted(() -> {
            for (String name : names) {
                assertThat(Domains.alive(parley).getOrDefault(name, false))
                        .as("%s lives", name)
                        .isFalse();
            }
        });
    }
}
