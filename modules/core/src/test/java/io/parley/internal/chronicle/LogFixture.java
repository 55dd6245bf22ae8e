package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log with a clock that stands still until moved, opened before each test. */
abstract class LogFixture {
    static final int BLOCK = 1 << 20;
    /** The longest payload of one document at this block size and roll cycle. */
    static final int DOCUMENT = (BLOCK / 4) - (4096 * 8 + 256) - 1024 - RecordLayout.HEADER_LENGTH;

    @TempDir
    Path directory;

    final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
    final Clock clock = clockOf(nowMs);
    final MessageBuffer buffer = new MessageBuffer();
    final List<DurableLog> logs = new ArrayList<>();
    DurableLog log;

    static Clock clockOf(AtomicLong millis) {
        return new Clock() {
            @Override
            public long epochNs() {
                return millis.get() * 1_000_000;
            }

            @Override
            public long monotonicNs() {
                return System.nanoTime();
            }
        };
    }

    DurableLog open(String rollCycle, Clock by) {
        DurableLog opened = DurableLog.open(new DurableLog.Config(directory.resolve("log"), rollCycle, BLOCK, by));
        logs.add(opened);
        return opened;
    }

    @BeforeEach
    void open() {
        log = open("FAST_DAILY", clock);
    }

    @AfterEach
    void close() {
        logs.forEach(DurableLog::close);
    }

    static long append(DurableLog log, long sequence, int length) {
        return log.append(sequence, 0, sequence + 1, 77, TestMessages.payload(sequence, 77, length), 0, length);
    }

    void assertNext(LogCursor cursor, long sequence, int length) {
        assertThat(cursor.next(buffer)).isTrue();
        assertThat(cursor.sequence()).isEqualTo(sequence);
        assertThat(cursor.timestampNs()).isEqualTo(sequence + 1);
        assertThat(cursor.producer()).isEqualTo(77);
        assertThat(buffer.length()).isEqualTo(length);
        byte[] read = new byte[length];
        buffer.readBytes(read, 0, length);
        assertThat(read).isEqualTo(TestMessages.payload(sequence, 77, length));
    }
}
