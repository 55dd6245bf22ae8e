package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a new object, whatever the process's umask says. */
@Timeout(20)
class PermissionTest {
    private static final ObjectFile.Spec SPEC = new ObjectFile.Spec(ObjectKind.QUEUE, 0, 1, 512, memory -> {});

    @TempDir
    Path directory;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldKeepObjectsToTheirOwner() throws IOException {
        ObjectFile file = ObjectFile.createOrOpen(directory.resolve("x"), SPEC, TestFiles.site());
        ObjectFile inside = ObjectFile.createOrOpenIn(directory.resolve("d"), "state", SPEC, TestFiles.site());

        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("d"))).isEqualTo("rwx------");
        assertThat(permissions(inside.path())).isEqualTo("rw-------");
    }

    @Test
    void shouldShareObjectsWithTheGroupWhenToldTo() throws IOException {
        ObjectFile.Site shared = TestFiles.site(EnumSet.of(Permission.GROUP));

        ObjectFile file = ObjectFile.createOrOpen(directory.resolve("x"), SPEC, shared);
        ObjectFile inside = ObjectFile.createOrOpenIn(directory.resolve("d"), "state", SPEC, shared);

        assertThat(permissions(file.path())).isEqualTo("rw-rw----");
        assertThat(permissions(directory.resolve("d"))).isEqualTo("rwxrwx---");
        assertThat(permissions(inside.path())).isEqualTo("rw-rw----");
    }

    @Test
    void shouldNotChangeThePermissionsOfWhatExists() throws IOException {
        Path path = ObjectFile.createOrOpen(directory.resolve("x"), SPEC, TestFiles.site())
                .path();

        ObjectFile.createOrOpen(path, SPEC, TestFiles.site(EnumSet.of(Permission.GROUP)));

        assertThat(permissions(path)).isEqualTo("rw-------");
    }
}
