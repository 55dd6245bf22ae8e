package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmThreadsTest {
    private static void withThread(String name, Runnable body) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.start();
        try {
            body.run();
        } finally {
            end.countDown();
            thread.join();
        }
    }

    /** That the JDK really calls its threads so is shown by tests with several JVMs. */
    @Test
    void shouldKnowTheSignalByTheThreadThatHandlesIt() throws InterruptedException {
        assertThat(JvmThreads.shutdownSignal()).isZero();
        withThread(
                "SIGTERM handler", () -> assertThat(JvmThreads.shutdownSignal()).isEqualTo(15));
        withThread(
                "SIGINT handler", () -> assertThat(JvmThreads.shutdownSignal()).isEqualTo(2));
        withThread(
                "SIGHUP handler", () -> assertThat(JvmThreads.shutdownSignal()).isEqualTo(1));
        assertThat(JvmThreads.shutdownSignal()).isZero();
    }
}
