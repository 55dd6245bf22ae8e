package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.DomainFullException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a small tmpfs of its own, if this user may mount one. */
@Timeout(120)
class DurableLogFullTest {
    @TempDir
    static Path temporary;

    private Path mount;
    private long days;

    @BeforeEach
    void mountSmallFileSystem() throws Exception {
        mount = Files.createTempDirectory(temporary, "full");
        Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount.toString()),
                "mounting a tmpfs is not permitted");
    }

    @AfterEach
    void unmount() throws Exception {
        command("umount", mount.toString());
    }

    private static boolean command(String... words) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private DurableLog open() {
        return DurableLog.open(
                new DurableLog.Config(mount.resolve("log"), "FAST_DAILY", 1 << 20, new TestMessages.LaterClock(days)));
    }

    private Path fill(long leave) throws IOException {
        Path ballast = mount.resolve("ballast");
        long free = Files.getFileStore(mount).getUsableSpace();
        Files.write(ballast, new byte[(int) Math.max(0, free - leave)]);
        return ballast;
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 5_000, 200_000, 3_000_000})
    void shouldRefuseToAppendAndGoOnWhenThereIsRoomAgain(int length) throws IOException {
        byte[] payload = TestMessages.payload(1, 1, length);
        try (DurableLog log = open();
                DurableLog other = open()) {
            LogCursor cursor = other.cursor();
            MessageBuffer buffer = new MessageBuffer();
            Path ballast = fill(2 << 20);
            long appended = 0;
            try {
                while (true) {
                    log.append(appended, 0, 0, 0, payload, 0, length);
                    appended++;
                }
            } catch (DomainFullException e) {
                assertThat(e).hasMessageContaining(mount.toString()).hasMessageContaining("Free space");
            }
            for (DurableLog either : new DurableLog[] {log, other, log}) {
                long next = appended;
                assertThatThrownBy(() -> either.append(next, 0, 0, 0, payload, 0, length))
                        .isInstanceOf(DomainFullException.class);
            }
            for (long i = 0; i < appended; i++) {
                assertThat(cursor.next(buffer)).isTrue();
                assertThat(cursor.sequence()).isEqualTo(i);
                assertThat(Arrays.equals(buffer.array(), 0, length, payload, 0, length))
                        .isTrue();
            }
            assertThat(cursor.next(buffer)).isFalse();
            assertThat(log.end().sequence()).isEqualTo(appended - 1);

            Files.delete(ballast);
            log.append(appended, 0, 0, 0, payload, 0, length);
            assertThat(cursor.next(buffer)).isTrue();
            assertThat(cursor.sequence()).isEqualTo(appended);
            assertThat(other.end().sequence()).isEqualTo(appended);
        }
    }

    @Test
    void shouldRefuseToOpenAndGoOnWhenThereIsRoomAgain() throws IOException {
        Path ballast = fill(0);

        assertThatThrownBy(this::open).isInstanceOf(DomainFullException.class).hasMessageContaining(mount.toString());

        Files.delete(ballast);
        try (DurableLog log = open()) {
            log.append(0, 0, 0, 0, "hello".getBytes(StandardCharsets.US_ASCII), 0, 5);
        }
        fill(0);
        try (DurableLog log = open()) {
            assertThat(log.end().sequence()).isZero();
            assertThat(log.cursor().skip()).isTrue();
        }
    }

    @Test
    void shouldRefuseToRollAndGoOnWhenThereIsRoomAgain() throws IOException {
        byte[] payload = new byte[10];
        try (DurableLog log = open()) {
            log.append(0, 0, 0, 0, payload, 0, 10);
        }
        Path ballast = fill(0);
        days = 1;
        try (DurableLog log = open()) {
            LogCursor cursor = log.cursor();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> log.append(1, 0, 0, 0, payload, 0, 10))
                        .isInstanceOf(DomainFullException.class)
                        .hasMessageContaining("cycle");
            }
            assertThat(log.end().sequence()).isZero();
            assertThat(cursor.skip()).isTrue();
            assertThat(cursor.skip()).isFalse();

            Files.delete(ballast);
            log.append(1, 0, 0, 0, payload, 0, 10);
            assertThat(cursor.skip()).isTrue();
            assertThat(cursor.sequence()).isEqualTo(1);
        }
    }

    private DurableLog rolling(Clock clock) {
        return DurableLog.open(new DurableLog.Config(mount.resolve("log"), "FAST_DAILY", 1 << 16, 300 << 10, clock));
    }

    @Test
    void shouldRefuseToBeginTheNextFileAndGoOnWhenThereIsRoomAgain() throws IOException {
        int length = 10_000;
        byte[] payload = TestMessages.payload(1, 1, length);
        Clock clock = new TestMessages.LaterClock(0);
        try (DurableLog log = rolling(clock);
                DurableLog other = rolling(clock)) {
            LogCursor cursor = other.cursor();
            Path ballast = fill(1 << 20);
            long appended = 0;
            for (int round = 0; round < 3; round++) {
                try {
                    while (true) {
                        (appended % 2 == 0 ? log : other).append(appended, 0, 0, 0, payload, 0, length);
                        appended++;
                    }
                } catch (DomainFullException e) {
                    assertThat(e).hasMessageContaining(mount.toString());
                }
                long next = appended;
                for (DurableLog either : new DurableLog[] {log, other, log}) {
                    assertThatThrownBy(() -> either.append(next, 0, 0, 0, payload, 0, length))
                            .isInstanceOf(DomainFullException.class);
                }
                Files.delete(ballast);
                ballast = fill(1 << 20);
            }

            for (long i = 0; i < appended; i++) {
                assertThat(cursor.next(new MessageBuffer())).isTrue();
                assertThat(cursor.sequence()).isEqualTo(i);
            }
            assertThat(cursor.skip()).isFalse();
            assertThat(log.end().sequence()).isEqualTo(appended - 1);
        }
    }

    @Test
    void shouldNotBeLostInTheNextFileAfterARefusal() throws IOException {
        byte[] payload = new byte[29_000];
        // looks like the header of a document that somebody is writing
        Arrays.fill(payload, (byte) 0xED);
        AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
        Clock clock = LogFixture.clockOf(nowMs);
        try (DurableLog log = rolling(clock);
                DurableLog other = rolling(clock)) {
            // one that wrote last where the next file has the middle of a message
            log.append(0, 0, 0, 0, payload, 0, 25_000);
            log.append(1, 0, 0, 0, payload, 0, 25_000);
            nowMs.addAndGet(86_400_000);
            other.append(2, 0, 0, 0, payload, 0, 29_000);
            Path ballast = fill(0);
            assertThatThrownBy(() -> log.append(3, 0, 0, 0, payload, 0, 29_000))
                    .isInstanceOf(DomainFullException.class);

            // then goes straight to a third one
            Files.delete(ballast);
            nowMs.addAndGet(86_400_000);
            log.append(3, 0, 0, 0, payload, 0, 29_000);

            LogCursor cursor = other.cursor();
            MessageBuffer buffer = new MessageBuffer();
            for (int i = 0; i < 4; i++) {
                assertThat(cursor.next(buffer)).isTrue();
                assertThat(cursor.sequence()).isEqualTo(i);
                assertThat(Arrays.equals(buffer.array(), 0, buffer.length(), payload, 0, buffer.length()))
                        .isTrue();
            }
        }
    }

    @Test
    void shouldLetOthersGoOn() throws IOException {
        byte[] payload = new byte[10];
        try (DurableLog large = open();
                DurableLog small = DurableLog.open(new DurableLog.Config(
                        mount.resolve("small"), "FAST_DAILY", 1 << 16, new TestMessages.LaterClock(0)))) {
            for (int i = 0; i < 100; i++) {
                small.append(i, 0, 0, 0, payload, 0, 10);
            }
            large.append(0, 0, 0, 0, payload, 0, 10);
            fill(0);
            assertThatThrownBy(() -> large.append(1, 0, 0, 0, new byte[200_000], 0, 200_000))
                    .isInstanceOf(DomainFullException.class);

            // it has some room of its own ahead
            for (int i = 100; i < 200; i++) {
                small.append(i, 0, 0, 0, payload, 0, 10);
            }
            LogCursor cursor = small.cursor();
            for (int i = 0; i < 200; i++) {
                assertThat(cursor.skip()).isTrue();
            }
        }
    }
}
