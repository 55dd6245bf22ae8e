package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.DomainAccessException;
import io.parley.Parley;
import io.parley.ProcessInfo;
import io.parley.internal.memory.ObjectHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What lies in a domain, whatever is wrong with it, and that nobody notices who looks. */
@Timeout(120)
class DomainViewTest extends ViewFixture {
    private static final int VERSION = 8;
    private static final int KIND = 12;
    private static final int CHECKSUM = 64;

    @Test
    void shouldListObjectsByTheirHeaders() {
        parley.lock("book");
        parley.longValue("book", 1);
        parley.queue("orders", Codecs.utf8());

        assertThat(view.objects())
                .extracting(ObjectInfo::file)
                .containsExactly("book.lock", "book.long", "domain.parley", "orders.queue");
        assertThat(view.find("book")).extracting(ObjectInfo::kind).containsExactly("lock", "long");
        assertThat(view.find("book.long")).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("book");
            assertThat(found.state()).isEqualTo(ObjectInfo.State.READY);
            assertThat(found.problem()).isEmpty();
            assertThat(found.bytes()).isEqualTo(512);
            assertThat(found.layoutVersion()).isEqualTo(1);
            assertThat(found.typeCode()).isEqualTo("q");
            assertThat(found.createdAt()).isPresent();
            assertThat(view.creator(found))
                    .hasValueSatisfying(creator -> assertThat(creator.name()).isEqualTo("tester"));
        });
        assertThat(view.find("none")).isEmpty();
        assertThat(info("domain.parley").isBookkeeping()).isTrue();
        assertThat(look("domain.parley", ObjectSnapshot.Table.class).used()).isEqualTo(1);
    }

    @Test
    void shouldListProcessesAsTheyAre() {
        assertThat(view.processes()).isEqualTo(parley.processes());
        assertThat(view.processes()).singleElement().satisfies(only -> {
            assertThat(only.self()).isTrue();
            assertThat(only.alive()).isTrue();
        });
        assertThat(view.children()).isEmpty();
        assertThat(view.summary().processes()).isEqualTo(1);
        assertThat(view.summary().problem()).isEmpty();
    }

    @Test
    void shouldTakeNoSlotAndStoreNothing() throws IOException {
        populate();
        Map<String, String> before = content();
        List<ProcessInfo> processes = parley.processes();

        try (DomainView fresh = DomainView.open(parley.directory())) {
            fresh.summary();
            fresh.children();
            fresh.objects().forEach(fresh::snapshot);
            assertThat(parley.processes()).isEqualTo(processes);
        }

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void shouldMapAFileOnceHoweverOftenItIsLookedAt() throws IOException {
        parley.longValue("count", 1);

        for (int i = 0; i < 10; i++) {
            look("count", ObjectSnapshot.Value.class);
        }

        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(line -> line.contains(" r--s ") && line.endsWith("/count.long"))
                .hasSize(1);
    }

    @Test
    void shouldLookAtTheObjectThatHasTheNameNow() {
        parley.longValue("count", 1);
        assertThat(look("count", ObjectSnapshot.Value.class).value()).isEqualTo(1L);

        parley.longValue("count").delete();
        parley.longValue("count", 2);

        assertThat(look("count", ObjectSnapshot.Value.class).value()).isEqualTo(2L);
    }

    private void populate() {
        parley.lock("lock").lock();
        parley.readWriteLock("table");
        parley.semaphore("semaphore", 1);
        parley.leasedSemaphore("leased", 1);
        parley.event("event");
        parley.barrier("barrier", 2);
        parley.latch("latch", 1);
        parley.lock("lock").condition("condition");
        parley.longValue("value");
        parley.longArray("array", 10);
        parley.text("text", 10);
        parley.bytes("bytes", 10);
        parley.queue("queue", Codecs.utf8());
        parley.transientQueue("ring", Codecs.utf8());
        parley.pipe("pipe", Codecs.utf8());
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put("key", "value");
        parley.set("set", Codecs.utf8());
        parley.list("list", Codecs.utf8()).add("element");
        parley.namespace("namespace");
        parley.ref("reference", Codecs.utf8());
        LatencyHistogram.open(parley, "histogram").record(1);
    }

    /** Times and bytes of everything below the domain's directory. */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(parley.directory())) {
            for (Path each : all.toList()) {
                CRC32C bytes = new CRC32C();
                if (Files.isRegularFile(each)) {
                    bytes.update(Files.readAllBytes(each));
                }
                content.put(each.toString(), Files.getLastModifiedTime(each) + " " + bytes.getValue());
            }
        }
        return content;
    }

    @Test
    void shouldWorkWhereNothingMayBeWritten() throws IOException {
        populate();
        List<ObjectSnapshot> before = snapshots();
        protect("r--r--r--", "r-xr-xr-x");
        try (DomainView fresh = DomainView.open(parley.directory())) {
            assertThat(fresh.processes()).hasSize(1).allMatch(ProcessInfo::alive);
            assertThat(fresh.objects().stream().map(fresh::snapshot).toList()).isEqualTo(before);
        } finally {
            protect("rw-------", "rwx------");
        }
    }

    private List<ObjectSnapshot> snapshots() {
        List<ObjectSnapshot> found = view.objects().stream().map(view::snapshot).toList();
        assertThat(found).hasSize(22).noneMatch(each -> each instanceof ObjectSnapshot.Unreadable);
        return found;
    }

    private void protect(String files, String directories) throws IOException {
        Files.setPosixFilePermissions(parley.directory(), PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> all = Files.walk(parley.directory())) {
            for (Path each : all.toList()) {
                String rights = Files.isDirectory(each) ? directories : files;
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(rights));
            }
        }
    }

    @Test
    void shouldListWhatIsWrongBesideWhatIsRight() throws IOException {
        parley.longValue("good", 5);
        Path domain = parley.directory();
        Files.writeString(domain.resolve("stranger.lock"), "no object at all, but rather long".repeat(10));
        Files.writeString(domain.resolve("short.lock"), "x");
        Files.createDirectory(domain.resolve("empty.queue"));
        Files.createSymbolicLink(domain.resolve("link.lock"), domain.resolve("good.long"));
        Files.writeString(domain.resolve(".tmp-100001-ab-1-new.lock"), "");
        change("newer.long", header -> header.putInt(VERSION, 9), false);
        change("kind.long", header -> header.putInt(KIND, 4711), true);
        change("damaged.long", header -> header.putLong(40, 7), false);
        change("deleted.long", header -> header.putInt(ObjectHeader.STATE, ObjectHeader.DELETED), false);
        parley.longValue("cut").close();
        try (FileChannel file = FileChannel.open(domain.resolve("cut.long"), StandardOpenOption.WRITE)) {
            file.truncate(200);
        }
        Files.copy(domain.resolve("good.long"), domain.resolve("misnamed.lock"));

        assertState("good.long", ObjectInfo.State.READY, "");
        assertState("stranger.lock", ObjectInfo.State.FOREIGN, "without Parley's magic");
        assertState("short.lock", ObjectInfo.State.FOREIGN, "without Parley's magic");
        assertState("empty.queue", ObjectInfo.State.FOREIGN, "a directory without state.parley");
        assertState("link.lock", ObjectInfo.State.FOREIGN, "a symbolic link");
        assertState(".tmp-100001-ab-1-new.lock", ObjectInfo.State.UNFINISHED, "being built or removed");
        assertState("newer.long", ObjectInfo.State.NEWER, "layout version 9");
        assertState("kind.long", ObjectInfo.State.NEWER, "unknown kind: ");
        assertState("damaged.long", ObjectInfo.State.DAMAGED, "checksum");
        assertState("deleted.long", ObjectInfo.State.DELETED, "deleted");
        assertState("cut.long", ObjectInfo.State.DAMAGED, "truncated");
        assertState("misnamed.lock", ObjectInfo.State.DAMAGED, "a long under the name of something else");
        assertThat(look("good", ObjectSnapshot.Value.class).value()).isEqualTo(5L);
        view.objects().forEach(each -> assertThat(view.snapshot(each).summary()).isNotEmpty());
    }

    private void assertState(String file, ObjectInfo.State state, String problem) {
        assertThat(view.find(file)).singleElement().satisfies(found -> {
            assertThat(found.state()).isEqualTo(state);
            assertThat(found.problem()).contains(problem);
            assertThat(found.problem().isEmpty()).isEqualTo(problem.isEmpty());
        });
    }

    /** A number with another header. */
    private void change(String file, Consumer<ByteBuffer> how, boolean intact) throws IOException {
        parley.longValue(file.substring(0, file.indexOf('.'))).close();
        Path path = parley.directory().resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        how.accept(header);
        if (intact) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, CHECKSUM);
            header.putInt(CHECKSUM, (int) crc.getValue());
        }
        Files.write(path, bytes);
    }

    /** Whatever the content of a file is, looking into it ends, and not with an exception. */
    @Test
    void shouldSurviveEveryKindOfNonsense() throws IOException {
        populate();
        Random random = new Random(42);
        for (ObjectInfo each : view.objects()) {
            Path file = Files.isDirectory(each.path()) ? each.path().resolve("state.parley") : each.path();
            Path copy = Files.createDirectories(directory.resolve("nonsense")).resolve(each.file());
            if (Files.isDirectory(each.path())) {
                copy = Files.createDirectories(copy).resolve("state.parley");
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] noise = new byte[bytes.length - ObjectHeader.LENGTH];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, ObjectHeader.LENGTH, noise.length);
            Files.write(copy, bytes);
        }

        try (DomainView nonsense = DomainView.open(directory.resolve("nonsense"))) {
            assertThat(nonsense.objects()).hasSameSizeAs(view.objects());
            nonsense.objects()
                    .forEach(each ->
                            assertThat(nonsense.snapshot(each).summary()).isNotEmpty());
        }
    }

    @Test
    void shouldGoOnWhileObjectsComeAndGo() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread busy = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                parley.longValue("n" + i % 7).delete();
                parley.map("m" + i % 3, Codecs.utf8(), Codecs.utf8()).delete();
            }
        });
        busy.start();
        for (int i = 0; i < 300; i++) {
            view.objects().forEach(each -> assertThat(view.snapshot(each)).isNotNull());
        }
        done.set(true);
        busy.join();
        assertThat(view.objects()).extracting(ObjectInfo::file).containsExactly("domain.parley");
    }

    @Test
    void shouldLookAtADomainWhoseProcessTableIsDamaged() throws IOException {
        parley.lock("book").lock();
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.copy(parley.directory().resolve("book.lock"), other.resolve("book.lock"));
        Files.writeString(other.resolve("domain.parley"), "damaged");

        try (DomainView damaged = DomainView.open(other)) {
            assertThat(damaged.summary().problem()).isNotEmpty();
            assertThat(damaged.processes()).isEmpty();
            ObjectSnapshot.Lock lock =
                    (ObjectSnapshot.Lock) damaged.snapshot(damaged.find("book").get(0));
            assertThat(lock.holder())
                    .hasValueSatisfying(
                            holder -> assertThat(holder.processName()).isEqualTo("gone"));
        }
    }

    @Test
    void shouldRefuseADirectoryWithoutADomain() {
        assertThatThrownBy(() -> DomainView.open(directory))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("no domain: " + directory);
        assertThat(DomainView.exists(directory)).isFalse();
    }

    @Test
    void shouldFindTheDomainsOfThisUser() {
        String name = "view-test-" + ProcessHandle.current().pid();
        try (Parley mine = Parley.open(name)) {
            assertThat(DomainView.domains()).contains(mine.directory());
            try (DomainView byName = DomainView.open(name)) {
                assertThat(byName.directory()).isEqualTo(mine.directory());
            }
            mine.delete();
        }
        assertThat(DomainView.domains()).noneMatch(each -> each.endsWith(name));
    }
}
