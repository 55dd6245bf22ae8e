package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
            assertThat(log.lastSequence()).isEqualTo(999);

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
        int count = 2_000;
        Thread appending = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread[] reading = new Thread[1];
        CompletableFuture<Void> storm = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                appending.interrupt();
                if (reading[0] != null) {
                    reading[0].interrupt();
                }
                Thread.yield();
            }
        });
        try (DurableLog log = open();
                LogCursor cursor = log.cursor()) {
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
                reading[0] = Thread.currentThread();
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
            });
            for (int i = 0; i < count; i++) {
                TestMessages.append(log, i, 1);
            }

            Thread.interrupted();
            assertThat(CompletableFuture.anyOf(reader, storm).join()).isNull();
            try (DurableLog again = open()) {
                assertThat(again.lastSequence()).isEqualTo(count - 1);
            }
        } finally {
            done.set(true);
        }
    }
}
