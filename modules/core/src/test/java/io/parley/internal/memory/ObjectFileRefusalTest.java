package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.DomainAccessException;
import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.ObjectVersionException;
import io.parley.ParleyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at an object's place and is not that object: each has its own exception, and nothing is changed. */
@Timeout(60)
class ObjectFileRefusalTest {
    private static final ObjectFile.Spec SPEC = new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', 16, 512, memory -> {});

    @TempDir
    Path directory;

    private final ObjectFile.Site site = TestFiles.site();
    private Path path;
    private byte[] valid;

    @BeforeEach
    void createOne() throws IOException {
        path = directory.resolve("x.longs");
        Path model = directory.resolve("model.longs");
        ObjectFile.createOrOpen(model, SPEC, site);
        valid = Files.readAllBytes(model);
        Files.delete(model);
    }

    private void assertRefused(Class<? extends ParleyException> type, byte[] content, String... words)
            throws IOException {
        Files.write(path, content);

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isExactlyInstanceOf(type)
                .hasMessageContaining(path.toString())
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> ObjectFile.openExisting(path, SPEC, site)).isExactlyInstanceOf(type);

        assertThat(path).hasBinaryContent(content);
        assertThat(TestFiles.names(directory)).containsExactly("x.longs");
    }

    private byte[] changed(int offset, int value) {
        byte[] bytes = valid.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return bytes;
    }

    private static byte[] checksummed(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 64);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(64, (int) crc.getValue());
        return bytes;
    }

    @Test
    void shouldAcceptTheModelTheseTestsDamage() throws IOException {
        Files.write(path, checksummed(valid.clone()));

        assertThat(ObjectFile.createOrOpen(path, SPEC, site).isCreated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 127, 128, 129, 256, 511})
    void shouldRefuseATruncatedFile(int size) throws IOException {
        int expected = size < 128 ? 128 : 512;

        assertRefused(
                ObjectCorruptException.class,
                Arrays.copyOf(valid, size),
                "truncated",
                "found=" + size + " bytes",
                "expected=" + expected,
                "Restore the file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void shouldRefuseAFileTooShortForTheMagic(int size) throws IOException {
        assertRefused(ForeignFileException.class, Arrays.copyOf(valid, size), "a file of " + size + " bytes without");
    }

    @Test
    void shouldRefuseAnotherMagic() throws IOException {
        assertRefused(
                ForeignFileException.class,
                changed(0, 0x4752_4150),
                "not a Parley object",
                "512 bytes",
                "Choose another");
        assertRefused(ForeignFileException.class, new byte[512], "not a Parley object");
    }

    @Test
    void shouldRefuseAFileThatATextTransferChanged() throws IOException {
        String text = new String(valid, java.nio.charset.StandardCharsets.ISO_8859_1).replace("\r\n", "\n");

        assertRefused(ForeignFileException.class, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "magic");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, Integer.MAX_VALUE, 0, -1})
    void shouldRefuseAnotherLayoutVersion(int version) throws IOException {
        assertRefused(
                ObjectVersionException.class,
                checksummed(changed(8, version)),
                "layout version " + version,
                "reads 1..1",
                "newer Parley");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 20, 24, 32, 40, 48, 56, 64})
    void shouldRefuseAHeaderThatDoesNotMatchItsChecksum(int offset) throws IOException {
        int old = ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);

        assertRefused(
                ObjectCorruptException.class, changed(offset, old ^ 1 << 13), "checksum", "let it be created again");
    }

    @Test
    void shouldRefuseAnotherKind() throws IOException {
        assertRefused(
                ObjectMismatchException.class,
                checksummed(changed(12, ObjectKind.LOCK.id())),
                "another kind",
                "found=lock, expected=long array");
        assertRefused(ObjectMismatchException.class, checksummed(changed(12, 77)), "found=unknown kind 77");
    }

    @Test
    void shouldRefuseAnotherType() throws IOException {
        assertRefused(
                ObjectMismatchException.class, checksummed(changed(16, 'd')), "another type", "found=d, expected=q");
    }

    @Test
    void shouldRefuseAnotherLength() throws IOException {
        assertRefused(
                ObjectMismatchException.class,
                checksummed(changed(40, 17)),
                "another length",
                "found=17, expected=16",
                "Open it as what it is");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 127, 128, 511, 513, 4096, -1})
    void shouldRefuseALengthThatSuchAnObjectCannotHave(int length) throws IOException {
        byte[] lying = changed(32, length);
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(32, length);

        assertRefused(
                ObjectCorruptException.class,
                Arrays.copyOf(checksummed(lying), 8192),
                "header tells a length",
                "found=" + length + " bytes, expected=512",
                "Restore the file");
    }

    @Test
    void shouldRefuseALengthShorterThanTheHeaderWhenAskedForAny() throws IOException {
        ObjectFile.Spec any = new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', -1, 512, memory -> {});
        Files.write(path, checksummed(changed(32, 127)));

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, any, site))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("found=127 bytes, expected=at least 128");
    }

    @Test
    void shouldRefuseADirectory() throws IOException {
        Files.createDirectory(path);

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("found=a directory, expected=a regular file");

        assertThat(path).isEmptyDirectory();
    }

    @Test
    void shouldRefuseASymbolicLinkThatLeadsOut(@TempDir Path outside) throws IOException {
        Path target = Files.write(outside.resolve("target"), valid);
        Files.createSymbolicLink(path, target);

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("found=a symbolic link to " + target);

        assertThat(target).hasBinaryContent(valid);
        assertThat(path).isSymbolicLink();
    }

    @Test
    void shouldCreateNothingBehindASymbolicLink(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(path, outside.resolve("missing"));

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site)).isInstanceOf(ForeignFileException.class);

        assertThat(outside).isEmptyDirectory();
        assertThat(TestFiles.names(directory)).containsExactly("x.longs");
    }

    @Test
    void shouldRefuseASymbolicLinkInsideTheDomain() throws IOException {
        Path target = Files.write(directory.resolve("other.longs"), valid);
        Files.createSymbolicLink(path, Path.of("other.longs"));

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("a symbolic link to other.longs");

        assertThat(target).hasBinaryContent(valid);
    }

    @Test
    void shouldRefuseAPipeWithoutWaitingForItsOtherEnd() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("a device, socket or pipe");
    }

    @Test
    void shouldSayWhatIsMissingWhenTheDirectoryIs() {
        Path nowhere = directory.resolve("gone").resolve("x.longs");

        assertThatThrownBy(() -> ObjectFile.createOrOpen(nowhere, SPEC, site))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("missing=")
                .hasMessageContaining("find out who removed it");
    }

    @Test
    void shouldSayWhoMayNotWriteAFile() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("root may write everywhere")
                .isNotEqualTo("root");
        Files.write(path, valid);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, SPEC, site))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("permission denied on " + path);
    }

    @Test
    void shouldNeverDoWorseThanRefuseDamagedHeaders(TestReporter reporter) throws IOException {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        reporter.publishEntry("parley.seed", Long.toString(seed));
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = valid.clone();
            damaged[random.nextInt(68)] ^= (byte) (1 + random.nextInt(255));
            Files.write(path, damaged);
            try {
                ObjectFile.createOrOpen(path, SPEC, site);
            } catch (ParleyException expected) {
                refused++;
            }
            assertThat(path).hasBinaryContent(damaged);
        }
        assertThat(refused).as("refused, seed=%d", seed).isEqualTo(500);
    }
}
