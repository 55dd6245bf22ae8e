package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new object has all its blocks: none can be missing later, when the file system is full. */
@Timeout(60)
class BlocksTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {384, 65_537, 1 << 20, (1 << 20) + 1, 5_000_001})
    void shouldOwnEveryBlockOfItsFile(int length) throws Exception {
        ObjectFile.Spec spec = new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', 1, length, memory -> {});

        Path path = ObjectFile.createOrOpen(directory.resolve("x"), spec, TestFiles.site())
                .path();

        Process stat = new ProcessBuilder("stat", "-c", "%b %B", path.toString()).start();
        String[] blocks =
                new String(stat.getInputStream().readAllBytes()).strip().split(" ");
        assertThat(Long.parseLong(blocks[0]) * Long.parseLong(blocks[1])).isGreaterThanOrEqualTo(length);
        assertThat(path).hasSize(length);
    }
}
