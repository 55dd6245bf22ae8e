package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies between shared and private memory, and the gates to both. */
@Timeout(60)
class MemoryCopyTest {
    @TempDir
    Path directory;

    private Memory mapped() throws IOException {
        return TestFiles.map(TestFiles.zeros(directory.resolve("words"), 4096));
    }

    @Test
    void shouldCopyAnyNumberOfBytes() throws IOException {
        Memory shared = mapped();
        Memory back = Memory.allocate(4096, "back");
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 7, 8, 9, 64, 248, 256, 257, 264, 1_000}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            Memory source = Memory.allocate(length + 3, "source");
            source.putBytes(3, content, 0, length);

            source.copyTo(3, shared, 16, length);
            shared.copyTo(16, back, 5, length);

            byte[] copied = new byte[length];
            back.getBytes(5, copied, 0, length);
            assertThat(copied).isEqualTo(content);
        }
    }

    @Test
    void shouldRefuseToCopyBeyondEitherEnd() throws IOException {
        Memory shared = mapped();
        Memory small = Memory.allocate(16, "small");
        for (int length : new int[] {24, 512}) {
            assertThatThrownBy(() -> shared.copyTo(0, small, 0, length)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> small.copyTo(0, shared, 0, length)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> shared.copyTo(-8, small, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldKeepASharedGateOpenWhenTheFirstIsClosed() throws IOException {
        Memory first = mapped();
        Memory second = first.share();

        first.putInt(8, 42);
        first.close();

        assertThat(second.getInt(8)).isEqualTo(42);
        assertThat(second.length()).isEqualTo(4096);
        assertThatThrownBy(first::share).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCompareContents() {
        Memory one = Memory.allocate(9, "one");
        Memory other = Memory.allocate(9, "other");

        assertThat(one.contentEquals(other)).isTrue();
        other.putByte(8, (byte) 1);
        assertThat(one.contentEquals(other)).isFalse();
        one.putShort(7, (short) 0x0100);
        assertThat(one.contentEquals(other)).isTrue();
    }
}
