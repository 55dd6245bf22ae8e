package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AuthKeyTest {
    @TempDir
    Path directory;

    private Path file(String permissions, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void shouldRefuseAnEmptyKey() {
        assertThatThrownBy(() -> AuthKey.of(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AuthKey.none()");
    }

    @Test
    void shouldKeepACopyThatItNeverShows() {
        byte[] secret = {'s', 'e', 's', 'a', 'm', 'e'};
        AuthKey key = AuthKey.of(secret);
        secret[0] = 0;

        assertThat(key.secret()).startsWith('s');
        key.secret()[0] = 0;
        assertThat(key.secret()).startsWith('s');
        assertThat(key.toString()).isEqualTo("AuthKey(secret)").doesNotContain("esame");
    }

    @Test
    void shouldReadAFileThatIsForItsOwnerOnly() throws IOException {
        assertThat(AuthKey.fromFile(file("rw-------", new byte[] {1, 2, 10})).secret())
                .containsExactly(1, 2, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void shouldRefuseAFileThatIsOpenToOthers(String permissions) throws IOException {
        Path file = file(permissions, new byte[] {1});

        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4097})
    void shouldRefuseAFileWithoutAUsableKey(int length) throws IOException {
        Path file = file("rw-------", new byte[length]);

        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes=" + length);
        assertThatThrownBy(() -> AuthKey.fromFile(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void shouldBeOfNoUseOnceItIsDestroyed() {
        AuthKey key = AuthKey.of(new byte[] {1});

        key.destroy();
        AuthKey.none().destroy();

        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::secret).isInstanceOf(IllegalStateException.class);
        assertThat(AuthKey.none().isDestroyed()).isFalse();
        assertThat(AuthKey.none().secret()).isNull();
    }
}
