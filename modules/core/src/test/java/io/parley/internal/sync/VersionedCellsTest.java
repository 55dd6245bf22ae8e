package io.parley.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VersionedCellsTest {
    private static final int FIRST = 64;
    private static final int COUNT = 3;
    private static final VersionedCellLayout LAYOUT = VersionedCellLayout.of(FIRST, 20);

    @TempDir
    Path directory;

    private Memory memory;
    private VersionedCells cells;

    @BeforeEach
    void map() throws IOException {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("cells"), (int) LAYOUT.end(COUNT)));
        cells = new VersionedCells(memory, LAYOUT);
    }

    private static Memory value(long n) {
        Memory value = Memory.allocate(24, "value");
        for (int offset = 0; offset < 24; offset += 8) {
            value.putLong(offset, n);
        }
        return value;
    }

    @Test
    void shouldKeepCellsOnLinePairsOfTheirOwn() {
        assertThat(LAYOUT.copyBytes()).isEqualTo(24);
        assertThat(LAYOUT.stride()).isEqualTo(128);
        assertThat(LAYOUT.end(COUNT)).isEqualTo(FIRST + 3 * 128);
        assertThat(VersionedCellLayout.of(0, 60).stride()).isEqualTo(256);
        assertThat(VersionedCellLayout.of(0, 1 << 30).end(4)).isGreaterThan(Integer.MAX_VALUE);
    }

    @Test
    void shouldShowWhatWasPublishedLast() {
        Memory read = Memory.allocate(24, "read");
        for (long n = 1; n <= 5; n++) {
            cells.publish(1, value(n), 24);
            assertThat(cells.tryRead(1, read)).isEqualTo(n);
            assertThat(read.contentEquals(value(n))).isTrue();
        }
        assertThat(cells.version(0)).isZero();
        assertThat(cells.tryRead(2, read)).isZero();
        assertThat(read.contentEquals(value(0))).isTrue();
    }

    @Test
    void shouldTakeTurnsBetweenTwoCopies() {
        cells.publish(0, value(1), 24);
        cells.publish(0, value(2), 24);

        assertThat(memory.getLong(FIRST)).as("version").isEqualTo(2);
        assertThat(memory.getLong(FIRST + 8)).as("copy 0").isEqualTo(2);
        assertThat(memory.getLong(FIRST + 8 + 24)).as("copy 1").isEqualTo(1);
        assertThat(cells.offset(0, 2)).isEqualTo(FIRST + 8);
        assertThat(cells.offset(0, 3)).isEqualTo(FIRST + 32);
    }

    @Test
    void shouldNotMindWhatADeadWriterLeftInTheOtherCopy() {
        cells.publish(0, value(7), 24);
        memory.putLong(cells.offset(0, 2), -1);
        Memory read = Memory.allocate(24, "read");

        assertThat(cells.tryRead(0, read)).isEqualTo(1);
        assertThat(read.contentEquals(value(7))).isTrue();
        cells.publish(0, value(8), 24);
        assertThat(cells.tryRead(0, read)).isEqualTo(2);
        assertThat(read.contentEquals(value(8))).isTrue();
    }

    @Test
    void shouldPublishAPartAndLeaveTheRestUndefined() {
        cells.publish(0, value(7), 9);

        assertThat(memory.getLong(cells.offset(0, 1))).isEqualTo(7);
        assertThat(memory.getByte(cells.offset(0, 1) + 8)).isEqualTo((byte) 7);
        assertThat(memory.getByte(cells.offset(0, 1) + 16)).isZero();
    }

    @Test
    void shouldDropWhatWasReadWhenTheVersionMoved() {
        int[] calls = new int[1];

        String read = cells.tryRead(0, (words, offset) -> {
            String seen = "copy at " + offset;
            if (calls[0]++ < 3) {
                cells.publish(0, value(1), 24);
            }
            return seen;
        });

        assertThat(calls[0]).isEqualTo(4);
        assertThat(read).isEqualTo("copy at " + cells.offset(0, 3));
    }

    @Test
    void shouldGiveUpWhenWritersAreAlwaysFaster() {
        int[] calls = new int[1];

        Object read = cells.tryRead(0, (words, offset) -> {
            calls[0]++;
            cells.publish(0, value(1), 24);
            return "never";
        });

        assertThat(read).isNull();
        assertThat(calls[0]).isEqualTo(1_000);
    }

    @Test
    void shouldRefuseAClosedMemory() {
        memory.close();

        assertThatThrownBy(() -> cells.version(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cells.tryRead(0, value(0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cells.publish(0, value(0), 24)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNeverMixTwoVersions() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> writer = Background.run(() -> {
            for (long n = 1; !stop.get(); n++) {
                cells.publish(1, value(n), 24);
            }
        });
        Memory read = Memory.allocate(24, "read");

        for (int i = 0; i < 300_000; i++) {
            long version = cells.tryRead(1, read);
            if (version != VersionedCells.NEVER_CONSISTENT) {
                assertThat(read.getLong(0)).isEqualTo(version);
                assertThat(read.getLong(8)).isEqualTo(version);
                assertThat(read.getLong(16)).isEqualTo(version);
            }
        }
        stop.set(true);
        writer.result();
    }
}
