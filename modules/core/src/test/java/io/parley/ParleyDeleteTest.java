package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.TestFiles;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParleyDeleteTest {
    @TempDir
    Path parent;

    private Path directory;

    @BeforeEach
    void name() throws IOException {
        directory = parent.toRealPath().resolve("domain");
    }

    private Parley open() {
        return Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @Test
    void shouldRemoveTheDomainWithEverythingInIt() throws IOException {
        Parley parley = open();
        parley.longValue("n").set(1);
        parley.lock("l").lock();
        Files.createDirectories(directory.resolve("orders.queue/log"));

        parley.delete();

        assertThat(TestFiles.names(parent)).isEmpty();
        assertThatThrownBy(parley::delete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("domain is closed");
        parley.close();
    }

    @Test
    void shouldRefuseWhileAnotherProcessTakesPart() throws IOException {
        try (Parley parley = open();
                OtherProcess other = OtherProcess.join(directory, "other")) {
            SharedLong value = parley.longValue("n", 7);

            assertThatThrownBy(parley::delete)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("domain is in use: " + directory)
                    .hasMessageContaining("(other, slot ")
                    .hasMessageContaining("End them first");

            assertThat(other.table().live()).hasSize(2);
            assertThat(value.get()).isEqualTo(7);
            assertThat(value.isDeleted()).isFalse();
            assertThat(TestFiles.names(directory)).containsExactly("domain.parley", "n.long");
            assertThat(parley.longValue("n").incrementAndGet()).isEqualTo(8);
        }
    }

    @Test
    void shouldNotMindTheDead() throws IOException {
        Parley parley = open();
        OtherProcess.join(directory, "killed").kill();
        OtherProcess.join(directory, "left").close();

        parley.delete();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldFoundAnotherDomainAfterwards() throws IOException {
        Parley old = open();
        old.longValue("n").set(7);
        old.delete();

        try (Parley renewed = open()) {
            assertThat(renewed.longValue("n").get()).isZero();
            assertThat(renewed.processes()).hasSize(1);
        }
        assertThat(TestFiles.names(parent)).containsExactly("domain");
    }

    @Test
    void shouldLeaveASecondOpeningOfThisJvmBehindWithItsMappings() throws IOException {
        Parley second = open();
        SharedLong value = second.longValue("n", 7);
        open().delete();
        assertThat(parent).isEmptyDirectory();

        assertThat(value.incrementAndGet()).isEqualTo(8);
        assertThatThrownBy(() -> second.longValue("m"))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessage("domain was removed or replaced under this process: " + directory
                        + ". Close it and open it again");

        try (Parley renewed = open()) {
            assertThat(renewed.longValue("n").get()).isZero();
            second.close();
            assertThat(renewed.processes()).hasSize(1);
            assertThat(renewed.longValue("n").incrementAndGet()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotFollowLinksOutOfTheDomain(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("precious"), "keep");
        Parley parley = open();
        Files.createSymbolicLink(directory.resolve("link"), outside);

        parley.delete();

        assertThat(outside.resolve("precious")).hasContent("keep");
        assertThat(parent).isEmptyDirectory();
    }
}
