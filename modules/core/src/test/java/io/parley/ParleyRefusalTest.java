package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no domain can be, or ought not to be. */
@Timeout(60)
class ParleyRefusalTest {
    @TempDir
    Path parent;

    private Path directory;

    @BeforeEach
    void name() throws IOException {
        directory = parent.toRealPath().resolve("domain");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldKeepTheDomainToItsOwner() throws IOException {
        try (Parley parley = Parley.open(directory)) {
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("domain.parley"))).isEqualTo("rw-------");
            assertThat(permissions(parley.longValue("n").path())).isEqualTo("rw-------");
        }
    }

    @Test
    void shouldShareTheDomainWithTheGroupWhenToldTo() throws IOException {
        try (Parley parley = Parley.open(ParleyConfig.at(directory).withGroupAccess(true))) {
            assertThat(permissions(directory)).isEqualTo("rwxrwx---");
            assertThat(permissions(directory.resolve("domain.parley"))).isEqualTo("rw-rw----");
            assertThat(permissions(parley.longValue("n").path())).isEqualTo("rw-rw----");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwx----w-", "rwx---rwx"})
    void shouldRefuseADirectoryThatEverybodyMayWriteTo(String bits) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(bits));

        assertThatThrownBy(() -> Parley.open(directory))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("domain is writable by everybody: " + directory)
                .hasMessageContaining("chmod o-w");

        assertThat(directory).isEmptyDirectory();
        assertThat(permissions(directory)).isEqualTo(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxr-x", "rwx------"})
    void shouldUseADirectoryThatIsThere(String bits) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(bits));

        Parley.open(directory).close();

        assertThat(permissions(directory)).as("not ours to change").isEqualTo(bits);
        assertThat(TestFiles.names(directory)).containsExactly("domain.parley");
    }

    @Test
    void shouldSayThatTheParentIsMissing() {
        Path deep = directory.resolve("a/b");

        assertThatThrownBy(() -> Parley.open(deep))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("cannot create domain: " + deep)
                .hasMessageContaining("missing=" + deep);

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFileInTheDirectorysPlace() throws IOException {
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> Parley.open(directory))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("not a directory: " + directory);

        assertThat(directory).hasContent("a file");
    }

    @Test
    void shouldRefuseALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(directory, parent.resolve("nowhere"));

        assertThatThrownBy(() -> Parley.open(directory)).isInstanceOf(DomainAccessException.class);

        assertThat(parent.resolve("nowhere")).doesNotExist();
    }

    @Test
    void shouldRefuseAForeignProcessTable() throws IOException {
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("domain.parley"), "not a table");

        assertThatThrownBy(() -> Parley.open(directory))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("domain.parley");

        assertThat(directory.resolve("domain.parley")).hasContent("not a table");
    }

    @Test
    void shouldRefuseATruncatedProcessTable() throws IOException {
        Parley.open(directory).close();
        Path table = directory.resolve("domain.parley");
        byte[] half = java.util.Arrays.copyOf(Files.readAllBytes(table), 65_536);
        Files.write(table, half);

        assertThatThrownBy(() -> Parley.open(directory))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("found=65536 bytes, expected=393344");

        assertThat(table).hasBinaryContent(half);
    }

    @Test
    void shouldSayWhoMayNotEnter() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("root may enter everywhere")
                .isNotEqualTo("root");
        Parley.open(directory).close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));

        assertThatThrownBy(() -> Parley.open(directory))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining(directory.toString());

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "../x", ".hidden", "a b", "a\0", "/etc", "ä"})
    void shouldRefuseNamesThatAreNone(String name) {
        assertThatThrownBy(() -> Parley.open(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertThatThrownBy(() -> Parley.open("x".repeat(121)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name has 121 characters, allowed=1..120");
    }

    @Test
    void shouldRefuseNull() {
        assertThatThrownBy(() -> Parley.open((String) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Parley.open((Path) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Parley.open((ParleyConfig) null)).isInstanceOf(NullPointerException.class);
    }
}
