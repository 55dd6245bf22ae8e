package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.parley.DomainFullException;
import io.parley.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file system without room: an exception at creation, never a fault at the first access. Needs root, for the mount.
 */
@Timeout(60)
class FullFileSystemTest {
    @TempDir
    Path directory;

    private Path small;

    @BeforeEach
    void mount() throws Exception {
        Path place = Files.createDirectory(directory.resolve("small"));
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=64k", "parley-test", place.toString());
        if (refusal != null) {
            abort("cannot mount a tmpfs of 64 KiB here: " + refusal);
        }
        small = place;
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            assertThat(run("umount", "-l", small.toString())).isNull();
        }
    }

    /** Null, or what the command said when it failed. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? null : output.strip();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static ObjectFile.Spec longs(int length) {
        return new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', 1, length, memory -> {});
    }

    /** Below and above the size from which blocks are reserved by the kernel instead of by writing zeros. */
    @ParameterizedTest
    @ValueSource(ints = {100_000, 1 << 20, (1 << 20) + 1, 500_000_000})
    void shouldSayThatThereIsNoRoom(int length) throws IOException {
        Path path = small.resolve("x.longs");

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, longs(length), TestFiles.site()))
                .isInstanceOf(DomainFullException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("Free space there");

        assertThat(TestFiles.names(small)).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoRoomForAFileWithoutHeader() throws IOException {
        Path data = small.resolve("data.1");

        assertThatThrownBy(() -> PlainFile.create(data, 2_000_000, TestFiles.site(), channel -> null))
                .isInstanceOf(DomainFullException.class)
                .hasMessageContaining(data.toString());

        assertThat(TestFiles.names(small)).isEmpty();
        assertThat(PlainFile.create(data, 40_000, TestFiles.site(), channel -> null))
                .isTrue();
        assertThat(data).hasSize(40_000);
    }

    @Test
    void shouldSayThatThereIsNoRoomForADirectoryObject() throws IOException {
        Path queue = small.resolve("orders.queue");

        assertThatThrownBy(() -> ObjectFile.createOrOpenIn(queue, "state", longs(100_000), TestFiles.site()))
                .isInstanceOf(DomainFullException.class);

        assertThat(TestFiles.names(small)).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoRoomBesideAStrayDirectory() throws IOException {
        Path queue = Files.createDirectory(small.resolve("orders.queue"));

        assertThatThrownBy(() -> ObjectFile.createOrOpenIn(queue, "state", longs(100_000), TestFiles.site()))
                .isInstanceOf(DomainFullException.class);

        assertThat(TestFiles.names(small)).containsExactly("orders.queue");
    }

    @Test
    void shouldCreateWhatFits() throws IOException {
        ObjectFile fits = ObjectFile.createOrOpen(small.resolve("x.longs"), longs(16_384), TestFiles.site());
        assertThatThrownBy(() -> ObjectFile.createOrOpen(small.resolve("y.longs"), longs(65_536), TestFiles.site()))
                .isInstanceOf(DomainFullException.class);

        fits.memory().putLong(16_376, 1);

        assertThat(TestFiles.names(small)).containsExactly("x.longs");
    }

    @Test
    void shouldRefuseToFoundADomainWithoutRoom() throws IOException {
        Path domain = small.resolve("domain");

        assertThatThrownBy(() -> Parley.open(domain))
                .isInstanceOf(DomainFullException.class)
                .hasMessageContaining(domain.toString());

        assertThat(TestFiles.names(domain)).isEmpty();
    }
}
