package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Domains by name, in shared memory. Leaves nothing there that was not there before. */
@Timeout(60)
class ParleyDefaultPlaceTest {
    private static final Path ROOT = Path.of("/dev/shm/parley");

    private final Path user = ROOT.resolve(System.getProperty("user.name"));
    private final String name =
            "place-test-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    private boolean rootWasThere;
    private boolean userWasThere;
    private Parley parley;

    @BeforeEach
    void open() {
        assumeThat(ROOT.getParent()).as("shared memory").isWritable();
        rootWasThere = Files.exists(ROOT);
        userWasThere = Files.exists(user);
        parley = Parley.open(name);
    }

    @AfterEach
    void clean() throws IOException {
        if (parley != null) {
            parley.close();
            Parley.open(name).delete();
            removeIfEmpty(user, userWasThere);
            removeIfEmpty(ROOT, rootWasThere);
        }
    }

    private static void removeIfEmpty(Path directory, boolean wasThere) throws IOException {
        try {
            if (!wasThere) {
                Files.deleteIfExists(directory);
            }
        } catch (DirectoryNotEmptyException usedByOthers) {
            assertThat(directory).isNotEmptyDirectory();
        }
    }

    @Test
    void shouldLieInTheUsersFolderOfSharedMemory() throws IOException {
        assertThat(parley.directory())
                .isEqualTo(user.resolve(name))
                .isEqualTo(ParleyConfig.DEFAULT_ROOT
                        .resolve(System.getProperty("user.name"))
                        .resolve(name));
        assertThat(permissions(parley.directory())).isEqualTo("rwx------");
        assertThat(TestFiles.names(parley.directory())).containsExactly("domain.parley");
        assertThat(Files.getPosixFilePermissions(user))
                .doesNotContainAnyElementsOf(PosixFilePermissions.fromString("-------w-"));
    }

    @Test
    void shouldLetEveryUserHaveAFolderButNotRemoveAnothers() throws IOException {
        int mode = (int) Files.getAttribute(ROOT, "unix:mode");

        assertThat(Integer.toOctalString(mode & 07777)).isEqualTo("1777");
    }

    @Test
    void shouldBeFoundByNameAgain() {
        parley.longValue("n").set(7);

        try (Parley again = Parley.open(name)) {
            assertThat(again.longValue("n").get()).isEqualTo(7);
            assertThat(again.processes()).hasSize(1);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsDeleted() throws IOException {
        parley.longValue("n").set(7);

        parley.delete();

        assertThat(TestFiles.names(user)).noneMatch(left -> left.contains(name));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
