package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DataFileTest {
    private static final SegmentSize SIZE = SegmentSize.of(100, 1_000);

    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("data.1");
    }

    private DataFile create(int segments) {
        assertThat(DataFile.create(path(), segments, SIZE, TestFiles.site())).isTrue();
        return DataFile.open(path());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 64})
    void shouldBeWhatWasCreated(int segments) throws Exception {
        DataFile file = create(segments);

        assertThat(file.segments()).isEqualTo(segments);
        assertThat(file.size()).isEqualTo(SIZE);
        assertThat(file.path()).isEqualTo(path());
        assertThat(Files.size(path())).isGreaterThanOrEqualTo(file.length()).isLessThan(file.length() + 4096);
        assertThat(TestFiles.names(directory)).containsExactly("data.1");
        for (int i = 0; i < segments; i++) {
            assertThat(file.segment(i).place().index()).isEqualTo(i);
            assertThat(SegmentCheck.of(file.segment(i))).matches(SegmentCheck::isClean);
        }
    }

    /** Mapped at once, and each segment on its own as in large files. */
    @ParameterizedTest
    @CsvSource({"1073741824, 0", "0, 1073741824"})
    void shouldKeepWhatIsWritten(long wholeForWriter, long wholeForReader) {
        create(16);
        DataFile file = DataFile.open(path(), wholeForWriter);
        MessageBuffer key = new MessageBuffer();
        for (int i = 0; i < 1_000; i++) {
            key.reset();
            key.writeInt(i);
            long hash = Segment.hash(key);
            Segment segment = file.segment(Segment.indexOf(hash, 16));
            int chunk = segment.allocate(Segment.chunksFor(4, 4));
            segment.write(chunk, key, hash, key);
            segment.insert(hash, chunk);
            segment.added(1);
        }
        file.force();

        DataFile again = DataFile.open(path(), wholeForReader);

        int found = 0;
        for (int i = 0; i < 16; i++) {
            SegmentCheck check = SegmentCheck.of(again.segment(i));
            assertThat(check).matches(SegmentCheck::isClean);
            found += check.entries();
        }
        assertThat(found).isEqualTo(1_000);
    }

    @Test
    void shouldLeaveAFileOfThatNameAlone() throws Exception {
        Files.writeString(path(), "mine");

        assertThat(DataFile.create(path(), 1, SIZE, TestFiles.site())).isFalse();

        assertThat(path()).hasContent("mine");
        assertThat(TestFiles.names(directory)).containsExactly("data.1");
    }

    @Test
    void shouldRefuseSegmentsThatAreNoPowerOfTwo() {
        for (int segments : new int[] {-1, 0, 3, 128}) {
            assertThatThrownBy(() -> DataFile.create(path(), segments, SIZE, TestFiles.site()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("segments=" + segments);
        }
    }

    @Test
    void shouldRefuseStrangers() throws Exception {
        assertThatThrownBy(() -> DataFile.open(directory))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("a directory");
        for (String content : new String[] {"", "a", "some text that is no map".repeat(1_000)}) {
            Files.writeString(path(), content);
            assertThatThrownBy(() -> DataFile.open(path()))
                    .isInstanceOf(ForeignFileException.class)
                    .hasMessageContaining(path().toString())
                    .hasMessageContaining("found=a file of " + content.length() + " bytes")
                    .hasMessageContaining("expected=a Chronicle Map");
        }
    }

    @Test
    void shouldRefuseAFileWithoutItsEnd() throws Exception {
        DataFile file = create(4);
        try (RandomAccessFile raw = new RandomAccessFile(path().toFile(), "rw")) {
            raw.setLength(file.length() - 1);
        }

        assertThatThrownBy(() -> DataFile.open(path()))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("found=" + (file.length() - 1) + " bytes")
                .hasMessageContaining("expected=" + file.length() + " bytes");
    }

    @Test
    void shouldRefuseADamagedHeader() throws Exception {
        create(4);
        try (RandomAccessFile raw = new RandomAccessFile(path().toFile(), "rw")) {
            for (int at = 0; at < DataLayout.HEADER; at++) {
                flip(raw, at);
                assertThatThrownBy(() -> DataFile.open(path()))
                        .as("byte %d", at)
                        .isInstanceOfAny(ObjectCorruptException.class, ForeignFileException.class)
                        .hasMessageContaining(path().toString());
                flip(raw, at);
            }
        }
        assertThat(DataFile.open(path()).segments()).isEqualTo(4);
    }

    private static void flip(RandomAccessFile raw, int at) throws IOException {
        raw.seek(at);
        int found = raw.read();
        raw.seek(at);
        raw.write(found ^ 4);
    }

    @Test
    void shouldRefuseAnotherVersion() throws Exception {
        create(4);
        rewrite("\"2026.1\"", "\"3027.4\"");

        assertThatThrownBy(() -> DataFile.open(path()))
                .isInstanceOf(ObjectVersionException.class)
                .hasMessageContaining("found=\"3027.4\"")
                .hasMessageContaining("reads 2026.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunkSize: 32=chunkSize: 64",
                "actualSegments: 4=actualSegments: 3",
                "keyClass: !type byte[]=keyClass: !type long[]",
                "checksumEntries: true=checksumEntries: nope",
                "tierHashLookupCapacity: 256=tierHashLookupCapacity: 255",
                "actualChunksPerSegmentTier: 1024=actualChunksPerSegmentTier: 1025"
            })
    void shouldRefuseAChronicleMapOfAnotherShape(String change) throws Exception {
        create(4);
        String[] parts = change.split("=");
        rewrite(parts[0], parts[1]);

        assertThatThrownBy(() -> DataFile.open(path()))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("not one that Parley created");
    }

    /** Changes the text, and its checksum with it. */
    private void rewrite(String from, String to) throws Exception {
        byte[] file = Files.readAllBytes(path());
        ByteBuffer words = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = words.getInt(8);
        String text = new String(file, 12, length, StandardCharsets.US_ASCII);
        assertThat(text).contains(from);
        assertThat(from).hasSameSizeAs(to);
        words.put(12, text.replace(from, to).getBytes(StandardCharsets.US_ASCII));
        words.putLong(0, XxHash64.hash(file, 8, 4 + length));
        Files.write(path(), file);
    }
}
