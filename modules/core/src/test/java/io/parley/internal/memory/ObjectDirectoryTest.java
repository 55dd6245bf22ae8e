package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Objects with a directory of their own. */
@Timeout(60)
class ObjectDirectoryTest {
    private static final String STATE = "state.parley";
    private static final int BODY = ObjectHeader.LENGTH;
    private static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.QUEUE, 0, 1, 512, memory -> memory.putLong(BODY, 42));

    @TempDir
    Path domain;

    private final ObjectFile.Site site = TestFiles.site();
    private Path queue;

    @BeforeEach
    void name() {
        queue = domain.resolve("orders.queue");
    }

    private ObjectFile open() {
        return ObjectFile.createOrOpenIn(queue, STATE, SPEC, site);
    }

    @Test
    void shouldCreateTheDirectoryWithItsStateInside() throws IOException {
        ObjectFile created = open();

        assertThat(created.isCreated()).isTrue();
        assertThat(created.path()).isEqualTo(queue.resolve(STATE)).hasSize(512);
        assertThat(created.memory().name()).isEqualTo(queue.resolve(STATE).toString());
        assertThat(created.memory().getLong(BODY)).isEqualTo(42);
        assertThat(TestFiles.names(domain)).containsExactly("orders.queue");
        assertThat(TestFiles.names(queue)).containsExactly(STATE);
    }

    @Test
    void shouldOpenWhatTheFirstCreated() {
        ObjectFile first = open();
        first.memory().putLongVolatile(BODY, 7);

        ObjectFile second = open();

        assertThat(second.isCreated()).isFalse();
        assertThat(second.header()).isEqualTo(first.header());
        assertThat(second.memory().getLongVolatile(BODY)).isEqualTo(7);
    }

    @Test
    void shouldMoveIntoAStrayEmptyDirectory() throws IOException {
        Files.createDirectory(queue);

        assertThat(open().isCreated()).isTrue();
        assertThat(TestFiles.names(domain)).containsExactly("orders.queue");
        assertThat(TestFiles.names(queue)).containsExactly(STATE);
    }

    @Test
    void shouldRefuseADirectoryOfSomebodyElse() throws IOException {
        Files.createDirectory(queue);
        Files.writeString(queue.resolve("holiday.jpg"), "not ours");

        assertThatThrownBy(this::open)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("has no " + STATE)
                .hasMessageContaining(queue.toString())
                .hasMessageContaining("Move the stranger away");

        assertThat(TestFiles.names(domain)).containsExactly("orders.queue");
        assertThat(TestFiles.names(queue)).containsExactly("holiday.jpg");
    }

    @Test
    void shouldRefuseAFileInTheDirectorysPlace() throws IOException {
        Files.writeString(queue, "a file");

        assertThatThrownBy(this::open)
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("found=a regular file, expected=a directory");

        assertThat(queue).hasContent("a file");
        assertThat(TestFiles.names(domain)).containsExactly("orders.queue");
    }

    @Test
    void shouldRefuseASymbolicLinkInTheDirectorysPlace(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(queue, outside);

        assertThatThrownBy(this::open)
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("a symbolic link to " + outside);

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void shouldRefuseASymbolicLinkInTheStatesPlace(@TempDir Path outside) throws IOException {
        Files.createDirectory(queue);
        Files.createSymbolicLink(queue.resolve(STATE), outside.resolve("target"));

        assertThatThrownBy(this::open).isInstanceOf(ForeignFileException.class).hasMessageContaining("a symbolic link");

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void shouldRemoveTheDirectoryWithEverythingInIt() throws IOException {
        ObjectFile file = open();
        Files.createDirectories(queue.resolve("log/old"));
        Files.writeString(queue.resolve("log/old/1.cq4"), "content");
        file.markDeleted();

        file.unlink(site);
        file.unlink(site);

        assertThat(domain).isEmptyDirectory();
    }

    @Test
    void shouldReplaceAnObjectWhoseDeleterDiedBeforeItRemovedTheName() throws IOException {
        ObjectFile old = open();
        Files.writeString(queue.resolve("1.cq4"), "old content");
        old.markDeleted();

        ObjectFile renewed = open();

        assertThat(renewed.isCreated()).isTrue();
        assertThat(renewed.header().generation()).isNotEqualTo(old.header().generation());
        assertThat(TestFiles.names(queue)).containsExactly(STATE);
        assertThat(TestFiles.names(domain)).containsExactly("orders.queue");
    }

    @Test
    void shouldNotRemoveANewerObjectOfTheSameName() throws IOException {
        ObjectFile old = open();
        old.markDeleted();
        ObjectFile newer = open();
        Files.writeString(queue.resolve("1.cq4"), "new content");

        old.unlink(site);

        assertThat(TestFiles.names(queue)).containsExactly("1.cq4", STATE);
        assertThat(open().header()).isEqualTo(newer.header());
    }

    @Test
    void shouldNotFollowLinksWhenItRemovesTheDirectory(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("precious"), "keep");
        ObjectFile file = open();
        Files.createSymbolicLink(queue.resolve("link"), outside);
        file.markDeleted();

        file.unlink(site);

        assertThat(outside.resolve("precious")).hasContent("keep");
        assertThat(domain).isEmptyDirectory();
    }

    @Test
    void shouldCreateExactlyOnceWhenManyThreadsAskAtOnce() throws Exception {
        int threads = 8;
        int rounds = 100;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Background<List<ObjectFile>>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Background.call(() -> {
                List<ObjectFile> mine = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    start.await();
                    mine.add(ObjectFile.createOrOpenIn(domain.resolve("q" + round), STATE, SPEC, site));
                }
                return mine;
            }));
        }

        List<List<ObjectFile>> results = new ArrayList<>();
        for (Background<List<ObjectFile>> each : all) {
            results.add(each.result());
        }

        for (int r = 0; r < rounds; r++) {
            int round = r;
            assertThat(results.stream().filter(mine -> mine.get(round).isCreated()))
                    .as("creators in round %d", round)
                    .hasSize(1);
            assertThat(results.stream().map(mine -> mine.get(round).header()).distinct())
                    .as("objects in round %d", round)
                    .hasSize(1);
        }
        assertThat(TestFiles.names(domain)).hasSize(rounds).allMatch(name -> name.startsWith("q"));
    }
}
