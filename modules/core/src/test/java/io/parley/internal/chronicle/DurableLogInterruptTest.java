package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle-Queue issues 533 and 745: interrupted threads used to close its files or to lose messages. */
@Timeout(120)
class DurableLogInterruptTest {
    private static final TestMessages.FastClock CLOCK = new TestMessages.FastClock(System.currentTimeMillis(), 20);

    @TempDir
    Path directory;

    private DurableLog open() {
        return DurableLog.open(new DurableLog.Config(directory.resolve("log"), "TEST4_SECONDLY", 1 << 16, CLOCK));
    }

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void shouldWorkWithTheFlagSetAndKeepIt() {
        Thread.currentThread().interrupt();
        try (DurableLog log = open()) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            LogCursor cursor = log.cursor();
            MessageBuffer buffer = new MessageBuffer();

            for (int i = 0; i < 1_000; i++) {
                TestMessages.append(log, i, 1);
            }
            log.recover();
            log.sync();
            assertThat(log.end().sequence()).isEqualTo(999);

            long index = 0;
            for (int i = 0; i < 1_000; i++) {
                assertThat(cursor.next(buffer)).isTrue();
                assertThat(TestMessages.fault(cursor, buffer, i)).isNull();
                index = cursor.index();
            }
            assertThat(cursor.next(buffer)).isFalse();
            cursor.toStart();
            assertThat(cursor.moveTo(index)).isTrue();
        }
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void shouldSurviveAStormOfInterrupts() {
        int count = 1_000;
        Thread appending = Thread.currentThread();
        AtomicReference<Thread> reading = new AtomicReference<>(appending);
        AtomicBoolean done = new AtomicBoolean();
        // Threads of their own: the common pool has but one where there are two cores.
        ExecutorService threads = Executors.newCachedThreadPool();
        try (DurableLog log = open();
                LogCursor cursor = log.cursor()) {
            CompletableFuture<Void> storm = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            appending.interrupt();
                            reading.get().interrupt();
                            Thread.yield();
                        }
                    },
                    threads);
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(
                    () -> {
                        reading.set(Thread.currentThread());
                        return readAll(cursor, count);
                    },
                    threads);
            for (int i = 0; i < count; i++) {
                TestMessages.append(log, i, 1);
            }

            assertThat(reader.orTimeout(100, TimeUnit.SECONDS).join()).isNull();
            try (DurableLog again = open()) {
                assertThat(again.end().sequence()).isEqualTo(count - 1);
            }
            assertThat(storm).isNotDone();
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    private static String readAll(LogCursor cursor, int count) {
        MessageBuffer buffer = new MessageBuffer();
        for (int i = 0; i < count; ) {
            if (cursor.next(buffer)) {
                String fault = TestMessages.fault(cursor, buffer, i++);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }
}
