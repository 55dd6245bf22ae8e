package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectDeletedException;
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

@Timeout(60)
class ObjectFileTest {
    private static final int BODY = ObjectHeader.LENGTH;
    private static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', 16, 512, memory -> memory.putLong(BODY, 42));

    @TempDir
    Path directory;

    private final ObjectFile.Site site = TestFiles.site();
    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("x.longs");
    }

    @Test
    void shouldCreateWhatIsMissing() throws IOException {
        long beforeNs = site.clock().epochNs();

        ObjectFile file = ObjectFile.createOrOpen(path, SPEC, site);

        assertThat(file.isCreated()).isTrue();
        assertThat(file.isDeleted()).isFalse();
        assertThat(file.path()).isEqualTo(path).hasSize(512);
        assertThat(file.memory().length()).isEqualTo(512);
        assertThat(file.memory().name()).isEqualTo(path.toString());
        assertThat(file.memory().getLong(BODY)).isEqualTo(42);
        ObjectHeader.Fields header = file.header();
        assertThat(header.kind()).isEqualTo(ObjectKind.LONG_ARRAY.id());
        assertThat(header.typeCode()).isEqualTo('q');
        assertThat(header.capacity()).isEqualTo(16);
        assertThat(header.length()).isEqualTo(512);
        assertThat(header.creatorSlot()).isEqualTo(TestFiles.OWNER);
        assertThat(header.creator()).isEqualTo(TestFiles.INCARNATION);
        assertThat(header.generation()).isNotZero();
        assertThat(header.createdAtNs()).isBetween(beforeNs, site.clock().epochNs());
        assertThat(TestFiles.names(directory)).containsExactly("x.longs");
    }

    @Test
    void shouldOpenWhatTheFirstCreated() {
        ObjectFile first = ObjectFile.createOrOpen(path, SPEC, site);
        first.memory().putLongVolatile(BODY, 7);

        ObjectFile second = ObjectFile.createOrOpen(path, SPEC, TestFiles.site());

        assertThat(second.isCreated()).isFalse();
        assertThat(second.header()).isEqualTo(first.header());
        assertThat(second.memory().getLongVolatile(BODY)).isEqualTo(7);
        second.memory().putLongVolatile(BODY, 8);
        assertThat(first.memory().getLongVolatile(BODY)).isEqualTo(8);
    }

    @Test
    void shouldTakeTheCapacityThatIsThereWhenAskedForAny() {
        ObjectFile.createOrOpen(path, SPEC, site);
        ObjectFile.Spec any = new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', -1, 4096, memory -> {});

        ObjectFile opened = ObjectFile.createOrOpen(path, any, site);

        assertThat(opened.header().capacity()).isEqualTo(16);
        assertThat(opened.memory().length()).isEqualTo(512);
    }

    @Test
    void shouldOpenButNotCreateWhenAskedForWhatExists() throws IOException {
        assertThat(ObjectFile.openExisting(path, SPEC, site)).isNull();
        assertThat(TestFiles.names(directory)).isEmpty();
        ObjectFile created = ObjectFile.createOrOpen(path, SPEC, site);

        assertThat(ObjectFile.openExisting(path, SPEC, site).header()).isEqualTo(created.header());
    }

    @Test
    void shouldKeepWhatIsMappedWhenTheNameIsGone() throws IOException {
        ObjectFile file = ObjectFile.createOrOpen(path, SPEC, site);

        Files.delete(path);

        assertThat(file.memory().getLong(BODY)).isEqualTo(42);
        assertThat(file.isDeleted()).isFalse();
    }

    @Test
    void shouldTellEveryHandleThatTheObjectWasDeleted() throws IOException {
        ObjectFile first = ObjectFile.createOrOpen(path, SPEC, site);
        ObjectFile second = ObjectFile.createOrOpen(path, SPEC, site);
        first.requireNotDeleted();

        assertThat(second.markDeleted()).isTrue();
        assertThat(first.markDeleted()).isFalse();

        assertThat(first.isDeleted()).isTrue();
        assertThatThrownBy(first::requireNotDeleted)
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("Open it again");
        assertThat(first.memory().getLong(BODY)).isEqualTo(42);
    }

    @Test
    void shouldReplaceAnObjectWhoseDeleterDiedBeforeItRemovedTheName() throws IOException {
        ObjectFile old = ObjectFile.createOrOpen(path, SPEC, site);
        old.memory().putLong(BODY, 1);
        old.markDeleted();

        ObjectFile renewed = ObjectFile.createOrOpen(path, SPEC, site);

        assertThat(renewed.isCreated()).isTrue();
        assertThat(renewed.isDeleted()).isFalse();
        assertThat(renewed.header().generation()).isNotEqualTo(old.header().generation());
        assertThat(renewed.memory().getLong(BODY)).isEqualTo(42);
        assertThat(old.memory().getLong(BODY)).isEqualTo(1);
        assertThat(TestFiles.names(directory)).containsExactly("x.longs");
    }

    @Test
    void shouldUnlinkTheName() throws IOException {
        ObjectFile file = ObjectFile.createOrOpen(path, SPEC, site);
        file.markDeleted();

        file.unlink(site);
        file.unlink(site);

        assertThat(TestFiles.names(directory)).isEmpty();
    }

    @Test
    void shouldNotUnlinkANewerObjectOfTheSameName() throws IOException {
        ObjectFile old = ObjectFile.createOrOpen(path, SPEC, site);
        old.markDeleted();
        ObjectFile newer = ObjectFile.createOrOpen(path, SPEC, site);

        old.unlink(site);

        assertThat(path).exists();
        assertThat(ObjectFile.createOrOpen(path, SPEC, site).header()).isEqualTo(newer.header());
    }

    @Test
    void shouldRemoveNamesUnderTheNameLockOnly() {
        List<String> events = new ArrayList<>();
        ObjectFile.Site watched = new ObjectFile.Site(
                1,
                1,
                site.clock(),
                false,
                action -> {
                    events.add("locked, exists=" + Files.exists(path));
                    action.run();
                    events.add("unlocked, exists=" + Files.exists(path));
                },
                site.access());
        ObjectFile file = ObjectFile.createOrOpen(path, SPEC, watched);
        assertThat(events).isEmpty();

        file.unlink(watched);

        assertThat(events).containsExactly("locked, exists=true", "unlocked, exists=false");
    }

    @Test
    void shouldNotStumbleOverLeftoversOfDeadCreators() throws IOException {
        Path next = site.temporary(path);
        String name = next.getFileName().toString();
        for (int i = 1; i <= 20; i++) {
            // names of the past, and the very ones this process would choose next
            Files.writeString(next.resolveSibling(name.replaceFirst("-[0-9]+-x", "-" + i + "-x")), "half");
            int sequence = Integer.parseInt(name.replaceFirst(".*-([0-9]+)-x.*", "$1"));
            Files.writeString(next.resolveSibling(name.replaceFirst("-[0-9]+-x", "-" + (sequence + i) + "-x")), "half");
        }

        ObjectFile file = ObjectFile.createOrOpen(path, SPEC, site);

        assertThat(file.isCreated()).isTrue();
        assertThat(ObjectFile.createOrOpen(path, SPEC, site).header()).isEqualTo(file.header());
    }

    @Test
    void shouldNameTemporariesAfterTheirCreator() {
        Path first = site.temporary(path);
        Path second = site.temporary(path);

        assertThat(first).isNotEqualTo(second).hasParentRaw(directory);
        assertThat(first.getFileName().toString())
                .startsWith(".tmp-" + Integer.toHexString(TestFiles.OWNER) + "-")
                .endsWith("-x.longs");
    }

    @Test
    void shouldLeaveNothingBehindWhenTheBodyCannotBeWritten() throws IOException {
        ObjectFile.Spec broken = new ObjectFile.Spec(ObjectKind.LONG_ARRAY, 'q', 16, 512, memory -> {
            throw new IllegalStateException("no body");
        });

        assertThatThrownBy(() -> ObjectFile.createOrOpen(path, broken, site)).hasMessage("no body");

        assertThat(TestFiles.names(directory)).isEmpty();
    }

    @Test
    void shouldCreateExactlyOnceWhenManyThreadsAskAtOnce() throws Exception {
        int threads = 8;
        int rounds = 150;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Background<List<ObjectFile>>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Background.call(() -> {
                List<ObjectFile> mine = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    start.await();
                    mine.add(ObjectFile.createOrOpen(directory.resolve("r" + round + ".longs"), SPEC, site));
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
        assertThat(TestFiles.names(directory)).hasSize(rounds).allMatch(name -> name.startsWith("r"));
    }
}
