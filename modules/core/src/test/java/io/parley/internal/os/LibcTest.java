package io.parley.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LibcTest {
    private static final int ETIMEDOUT = 110;

    @TempDir
    Path directory;

    private Path file;
    private int first;
    private int second;

    @BeforeEach
    void open() throws IOException {
        file = Files.write(directory.resolve("file"), new byte[64]);
        first = Libc.open(file);
        second = Libc.open(file);
        assertThat(first).isPositive();
        assertThat(second).isPositive().isNotEqualTo(first);
    }

    @AfterEach
    void close() {
        Libc.close(first);
        Libc.close(second);
    }

    @Test
    void shouldSayWhyAFileCannotBeOpened() {
        assertThat(Libc.open(directory.resolve("missing"))).isEqualTo(-Libc.ENOENT);
    }

    @Test
    void shouldOpenFilesWithNamesBeyondAscii() throws IOException {
        Path odd = Files.createFile(directory.resolve("ä b東😀"));

        int fd = Libc.open(odd);

        assertThat(fd).isPositive();
        Libc.close(fd);
    }

    /** The JDK closes everything before it starts a process; native code that forks does not. */
    @Test
    void shouldNotLeaveDescriptorsToChildren() throws IOException {
        String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + first)).stream()
                .filter(line -> line.startsWith("flags:"))
                .findAny()
                .orElseThrow();

        assertThat(Integer.parseInt(flags.substring(6).strip(), 8) & 02000000)
                .as("close-on-exec")
                .isNotZero();
    }

    @Test
    void shouldLockSingleBytesForOneDescriptor() {
        Libc.FileLock mine = new Libc.FileLock(first);
        Libc.FileLock others = new Libc.FileLock(second);

        assertThat(mine.tryLock(7)).isTrue();

        assertThat(others.isLockedByOther(7)).isTrue();
        assertThat(others.tryLock(7)).isFalse();
        assertThat(others.isLockedByOther(6)).isFalse();
        assertThat(others.tryLock(8)).isTrue();
        assertThat(mine.isLockedByOther(7)).as("its own").isFalse();
        assertThat(mine.tryLock(7)).as("again").isTrue();
    }

    @Test
    void shouldUnlockTheByteItIsTold() {
        Libc.FileLock mine = new Libc.FileLock(first);
        Libc.FileLock others = new Libc.FileLock(second);
        mine.tryLock(7);
        mine.tryLock(8);

        mine.unlock(7);

        assertThat(others.isLockedByOther(7)).isFalse();
        assertThat(others.isLockedByOther(8)).isTrue();
        assertThat(others.tryLock(7)).isTrue();
    }

    @Test
    void shouldLockFarBehindTheEndOfTheFile() {
        long far = 1L << 40;

        assertThat(new Libc.FileLock(first).tryLock(far)).isTrue();

        assertThat(new Libc.FileLock(second).isLockedByOther(far)).isTrue();
        assertThat(new Libc.FileLock(second).isLockedByOther(0)).isFalse();
    }

    @Test
    void shouldDropLocksWithTheirDescriptorOnly() {
        new Libc.FileLock(first).tryLock(7);
        new Libc.FileLock(second).tryLock(9);
        int third = Libc.open(file);

        Libc.close(second);

        Libc.FileLock probe = new Libc.FileLock(third);
        assertThat(probe.isLockedByOther(9)).isFalse();
        assertThat(probe.isLockedByOther(7)).isTrue();
        second = third;
    }

    @Test
    void shouldReserveBlocks() {
        assertThat(Libc.allocate(first, 0, 100_000)).isZero();
        assertThat(file).hasSize(100_000);
        assertThat(Libc.allocate(first, 0, -1)).isNotZero();
    }

    @Test
    void shouldReportHowAFutexWaitEnded() {
        ByteBuffer word =
                ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).putInt(0, 5);
        ByteBuffer timespec =
                ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).putLong(8, 20_000_000);
        long address = Libc.addressOf(word);

        assertThat(Libc.futexWait(address, 4, Libc.addressOf(timespec))).isEqualTo(Libc.EAGAIN);
        long startNs = System.nanoTime();
        int timedOut = Libc.futexWait(address, 5, Libc.addressOf(timespec));
        long tookNs = System.nanoTime() - startNs;

        assertThat(timedOut).isIn(ETIMEDOUT, Libc.EINTR);
        assertThat(timedOut == Libc.EINTR || tookNs >= 20_000_000).isTrue();
        assertThat(Libc.futexWake(address, Integer.MAX_VALUE)).isZero();
    }
}
