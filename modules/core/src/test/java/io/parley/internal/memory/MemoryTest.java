package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MemoryTest {
    private static final int LENGTH = 4096;

    @TempDir
    Path directory;

    private Path file;
    private Memory memory;
    private Memory other;

    @BeforeEach
    void map() throws IOException {
        file = TestFiles.zeros(directory.resolve("words"), LENGTH);
        memory = TestFiles.map(file);
        other = TestFiles.map(file);
    }

    @Test
    void shouldStartAsTheFileIs() {
        assertThat(memory.length()).isEqualTo(LENGTH);
        assertThat(memory.name()).isEqualTo(file.toString());
        assertThat(memory.isClosed()).isFalse();
        assertThat(memory.getLong(LENGTH - 8)).isZero();
    }

    @Test
    void shouldShowLongsToEveryMappingInEveryOrder() {
        memory.putLong(0, Long.MIN_VALUE);
        assertThat(other.getLong(0)).isEqualTo(Long.MIN_VALUE);

        memory.putLongRelease(8, 0x0102_0304_0506_0708L);
        assertThat(other.getLongAcquire(8)).isEqualTo(0x0102_0304_0506_0708L);

        memory.putLongVolatile(16, -1);
        assertThat(other.getLongVolatile(16)).isEqualTo(-1);

        assertThat(memory.getLong(24)).isZero();
    }

    @Test
    void shouldShowIntsToEveryMappingInEveryOrder() {
        memory.putInt(0, Integer.MIN_VALUE);
        assertThat(other.getInt(0)).isEqualTo(Integer.MIN_VALUE);

        memory.putIntRelease(4, 0x0102_0304);
        assertThat(other.getIntAcquire(4)).isEqualTo(0x0102_0304);

        memory.putIntVolatile(8, -1);
        assertThat(other.getIntVolatile(8)).isEqualTo(-1);

        assertThat(memory.getInt(12)).isZero();
    }

    @Test
    void shouldUpdateLongsAtomically() {
        assertThat(memory.compareAndSetLong(8, 0, 5)).isTrue();
        assertThat(memory.compareAndSetLong(8, 0, 6)).isFalse();
        assertThat(other.getAndSetLong(8, Long.MAX_VALUE)).isEqualTo(5);
        assertThat(memory.getAndAddLong(8, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(other.getLong(8)).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    void shouldUpdateIntsAtomically() {
        assertThat(memory.compareAndSetInt(8, 0, 5)).isTrue();
        assertThat(memory.compareAndSetInt(8, 0, 6)).isFalse();
        assertThat(other.getAndSetInt(8, Integer.MAX_VALUE)).isEqualTo(5);
        assertThat(memory.getAndAddInt(8, 2)).isEqualTo(Integer.MAX_VALUE);
        assertThat(other.getInt(8)).isEqualTo(Integer.MIN_VALUE + 1);
        assertThat(other.getInt(12)).isZero();
    }

    @Test
    void shouldWriteToTheFileInLittleEndian() throws IOException {
        memory.putLong(0, 0x0807_0605_0403_0201L);
        memory.putInt(8, 0x0C0B_0A09);

        assertThat(Files.readAllBytes(file)).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void shouldCopyBytes() {
        byte[] out = new byte[5];
        memory.putBytes(LENGTH - 3, new byte[] {9, 1, 2, 3, 9}, 1, 3);

        other.getBytes(LENGTH - 3, out, 2, 3);

        assertThat(out).containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void shouldRefuseEveryAccessOutsideOfTheMapping() {
        accesses(LENGTH - 7, LENGTH - 3)
                .forEach((name, access) -> assertThatThrownBy(() -> access.accept(memory))
                        .as(name)
                        .isInstanceOf(IndexOutOfBoundsException.class));
        accesses(-8, -4)
                .forEach((name, access) -> assertThatThrownBy(() -> access.accept(memory))
                        .as(name)
                        .isInstanceOf(IndexOutOfBoundsException.class));
        accesses(LENGTH, LENGTH)
                .forEach((name, access) -> assertThatThrownBy(() -> access.accept(memory))
                        .as(name)
                        .isInstanceOf(IndexOutOfBoundsException.class));
    }

    @Test
    void shouldRefuseByteRangesOutsideOfEitherSide() {
        assertThatThrownBy(() -> memory.getBytes(LENGTH - 2, new byte[3], 0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.putBytes(-1, new byte[3], 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.getBytes(0, new byte[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.putBytes(0, new byte[3], 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldRefuseOrderedAccessToWordsThatAreNotAligned() {
        accesses(4, 2).forEach((name, access) -> {
            if (!name.equals("getLong")
                    && !name.equals("putLong")
                    && !name.equals("getInt")
                    && !name.equals("putInt")) {
                assertThatThrownBy(() -> access.accept(memory))
                        .as(name)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("isaligned");
            }
        });
    }

    @Test
    void shouldRefuseEveryAccessThroughAClosedHandle() {
        memory.close();
        memory.close();

        accesses(0, 0)
                .forEach((name, access) -> assertThatThrownBy(() -> access.accept(memory))
                        .as(name)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("handle is closed: " + file + ". Open the object again"));
        assertThatThrownBy(() -> memory.length()).hasMessageContaining("handle is closed: " + file);
        assertThatThrownBy(() -> memory.getBytes(0, new byte[1], 0, 1))
                .hasMessageContaining("handle is closed: " + file);
        assertThatThrownBy(() -> memory.putBytes(0, new byte[1], 0, 1))
                .hasMessageContaining("handle is closed: " + file);
        assertThatThrownBy(() -> memory.futexWait(0, 1, 0)).hasMessageContaining("handle is closed: " + file);
        assertThat(memory.isClosed()).isTrue();
        assertThat(memory.futexWake(0, 1)).isZero();
    }

    @Test
    void shouldLeaveOtherMappingsOpen() {
        memory.close();

        other.putLong(0, 3);

        assertThat(other.getLong(0)).isEqualTo(3);
    }

    @Test
    void shouldMapWhatIsLongerThanAChunkInSeveral() throws IOException {
        long length = 2 * Memory.CHUNK + LENGTH;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), length - 1);
            Memory large = Memory.map(channel, length, "large");
            ByteBuffer[] chunks = large.chunks();

            Words.putLong(chunks[0], (int) Memory.CHUNK - 8, 1);
            Words.putLong(chunks[1], 0, 2);
            Words.putLong(chunks[2], LENGTH - 8, 3);

            assertThat(large.length()).isEqualTo(length);
            assertThat(chunks).hasSize(3);
            assertThat(large.words()).isSameAs(chunks[0]);
            ByteBuffer across = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
            channel.read(across, Memory.CHUNK - 8);
            assertThat(across.getLong(0)).isEqualTo(1);
            assertThat(across.getLong(8)).isEqualTo(2);
            across.clear();
            channel.read(across, length - 16);
            assertThat(across.getLong(8)).isEqualTo(3);
            assertThatThrownBy(() -> Words.getLong(chunks[2], LENGTH)).isInstanceOf(IndexOutOfBoundsException.class);
            large.close();
            assertThatThrownBy(large::chunks).hasMessageContaining("handle is closed: large");
            assertThatThrownBy(large::words).hasMessageContaining("handle is closed: large");
        }
    }

    /** Every single-word access by name; longs at one offset, ints at another. */
    private static Map<String, Consumer<Memory>> accesses(int longAt, int intAt) {
        Map<String, Consumer<Memory>> all = new LinkedHashMap<>();
        all.put("getLong", m -> m.getLong(longAt));
        all.put("getLongAcquire", m -> m.getLongAcquire(longAt));
        all.put("getLongVolatile", m -> m.getLongVolatile(longAt));
        all.put("putLong", m -> m.putLong(longAt, 1));
        all.put("putLongRelease", m -> m.putLongRelease(longAt, 1));
        all.put("putLongVolatile", m -> m.putLongVolatile(longAt, 1));
        all.put("compareAndSetLong", m -> m.compareAndSetLong(longAt, 0, 1));
        all.put("getAndSetLong", m -> m.getAndSetLong(longAt, 1));
        all.put("getAndAddLong", m -> m.getAndAddLong(longAt, 1));
        all.put("getInt", m -> m.getInt(intAt));
        all.put("getIntAcquire", m -> m.getIntAcquire(intAt));
        all.put("getIntVolatile", m -> m.getIntVolatile(intAt));
        all.put("putInt", m -> m.putInt(intAt, 1));
        all.put("putIntRelease", m -> m.putIntRelease(intAt, 1));
        all.put("putIntVolatile", m -> m.putIntVolatile(intAt, 1));
        all.put("compareAndSetInt", m -> m.compareAndSetInt(intAt, 0, 1));
        all.put("getAndSetInt", m -> m.getAndSetInt(intAt, 1));
        all.put("getAndAddInt", m -> m.getAndAddInt(intAt, 1));
        return all;
    }
}
