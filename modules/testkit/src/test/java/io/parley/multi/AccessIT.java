package io.parley.multi;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.memory.FileTrees;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users without permission are told so and change nothing; a group shares what it is meant to share. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class AccessIT {
    private static final String GROUP = "54321";
    private static final String[] NOBODY = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    /** Two users and the group as the first one's own, and the second one's further one. */
    private static final String[] MEMBER = {"setpriv", "--reuid=1", "--regid=" + GROUP, "--clear-groups"};

    private static final String[] OTHER_MEMBER = {"setpriv", "--reuid=2", "--regid=2", "--groups=" + GROUP};

    /** Not JUnit's own, which nobody else may enter. */
    private static Path directory;

    private static String classPath;

    @BeforeAll
    static void copyClassPath() throws IOException {
        Namespaces.assumeRuns("only root may run JVMs as other users, with setpriv", NOBODY);
        directory = Files.createTempDirectory("parley-access", asFileAttribute(fromString("rwxr-xr-x")));
        List<String> copies = new ArrayList<>();
        for (String entry : PlainJvm.testClassPath().split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                Path copy = directory.resolve("entry-" + copies.size() + (entry.endsWith(".jar") ? ".jar" : ""));
                copy(Path.of(entry), copy);
                copies.add(copy.toString());
            }
        }
        classPath = String.join(File.pathSeparator, copies);
        List<String> java = new ArrayList<>(List.of(NOBODY));
        java.addAll(List.of(PlainJvm.java(), "-version"));
        Namespaces.assumeRuns("other users cannot run this JDK", java.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @AfterAll
    static void deleteCopies() throws IOException {
        if (directory != null) {
            FileTrees.delete(directory);
        }
    }

    @Test
    void shouldRefuseAnotherUsersDomain() throws Exception {
        Path domain = directory.resolve("private");
        try (Parley parley = Domains.open(domain, "owner")) {
            parley.longValue("value").set(7);
            Map<String, String> before = Domains.listing(domain);

            List<String> printed = visit(NOBODY, domain, "own", "value:value");

            requireRefusal(printed, "open", domain, "nobody");
            assertThat(Domains.listing(domain)).isEqualTo(before);
            assertThat(Domains.alive(parley)).containsOnlyKeys("owner");
        }
    }

    @Test
    void shouldNotFoundADomainWhereTheUserMayNotWrite() throws Exception {
        Path readable = Files.createDirectory(directory.resolve("readable"), asFileAttribute(fromString("rwxr-xr-x")));
        Path domain = readable.resolve("domain");

        List<String> printed = visit(NOBODY, domain, "own");

        requireRefusal(printed, "open", domain, "nobody");
        assertThat(Domains.listing(readable)).containsOnlyKeys("");
    }

    /** The domain is open to the user, some of its objects are not. */
    @Test
    void shouldRefuseWhatTheUserMayNotRead() throws Exception {
        Path domain = groupDomain("mixed");
        try (Parley parley = open(domain)) {
            for (String object : List.of("value.long", "lock.lock", "queue.queue/state.parley")) {
                Files.setPosixFilePermissions(domain.resolve(object), fromString("rw-------"));
            }
            Map<String, String> before = Domains.listing(domain);

            List<String> printed =
                    visit(OTHER_MEMBER, domain, "group", "value:value", "lock:lock", "queue:queue", "value:free");

            assertThat(printed.get(0)).isEqualTo(Visitor.DONE + "open");
            requireRefusal(printed, "value:value", domain.resolve("value.long"), "bin");
            requireRefusal(printed, "lock:lock", domain.resolve("lock.lock"), "bin");
            requireRefusal(printed, "queue:queue", domain.resolve("queue.queue"), "bin");
            assertThat(printed).contains(Visitor.DONE + "value:free").hasSize(5);
            assertThat(Domains.listing(domain)).containsAllEntriesOf(before).hasSize(before.size() + 1);
            assertThat(parley.longValue("value").get()).isEqualTo(7);
        }
    }

    /** To look from outside needs the right to read, and no more; what may not be read is listed as such. */
    @Test
    void shouldLetWhoMayOnlyReadLookFromOutside() throws Exception {
        Path domain = groupDomain("watched");
        try (Parley parley = open(domain)) {
            parley.lock("lock").lock();
            parley.longValue("secret").set(1);
            try (Stream<Path> all = Files.walk(domain)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    Files.setPosixFilePermissions(
                            path, fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
            Files.setPosixFilePermissions(domain.resolve("secret.long"), fromString("rw-------"));
            Map<String, String> before = Domains.listing(domain);

            List<String> printed = run(NOBODY, Looker.class, domain.toString());

            long pid = ProcessHandle.current().pid();
            assertThat(printed)
                    .contains("lock.lock READY held by pid " + pid + " (owner)", "value.long READY 7", "owner alive")
                    .anyMatch(line -> line.startsWith("queue.queue READY "))
                    .anyMatch(line -> line.startsWith("secret.long UNREADABLE permission denied for user nobody"));
            assertThat(Domains.listing(domain)).isEqualTo(before);
            assertThat(Domains.alive(parley)).containsOnlyKeys("owner");
        }
    }

    /** Objects can be used, none can be created. */
    @Test
    void shouldNotCreateInADirectoryThatTheUserMayOnlyRead() throws Exception {
        Path domain = groupDomain("fixed");
        try (Parley parley = open(domain)) {
            Files.setPosixFilePermissions(domain, fromString("rwxr-x---"));
            Map<String, String> before = Domains.listing(domain);

            List<String> printed = visit(
                    OTHER_MEMBER, domain, "group", "value:value", "value:new", "lock:new", "queue:new", "queue:queue");

            assertThat(printed)
                    .contains(Visitor.DONE + "value:value", Visitor.DONE + "queue:queue")
                    .hasSize(6);
            requireRefusal(printed, "value:new", domain.resolve("new.long"), "bin");
            requireRefusal(printed, "lock:new", domain.resolve("new.lock"), "bin");
            requireRefusal(printed, "queue:new", domain.resolve("new.queue"), "bin");
            assertThat(Domains.listing(domain)).isEqualTo(before);
            assertThat(parley.longValue("value").get()).isEqualTo(8);
        }
    }

    @Test
    void shouldShareADomainWithItsGroup() throws Exception {
        Path parent = Files.createDirectory(directory.resolve("shared"));
        Files.setAttribute(parent, "unix:mode", 02777);
        Files.setAttribute(parent, "unix:gid", Integer.parseInt(GROUP));
        Path domain = parent.resolve("domain");
        String[] steps = {"value:value", "lock:lock", "queue:queue"};
        String[] done = Stream.concat(Stream.of("open"), Stream.of(steps))
                .map(Visitor.DONE::concat)
                .toArray(String[]::new);

        // whoever comes first founds and creates, and the other goes on with it, as often as they like
        for (String[] user : List.of(MEMBER, OTHER_MEMBER, MEMBER, OTHER_MEMBER)) {
            assertThat(visit(user, domain, "group", steps)).containsExactly(done);
        }
        // what the second one creates is the first one's as well
        assertThat(visit(OTHER_MEMBER, domain, "group", "value:later", "queue:later"))
                .hasSize(3);
        assertThat(visit(MEMBER, domain, "group", "value:later", "queue:later"))
                .containsExactly(Visitor.DONE + "open", Visitor.DONE + "value:later", Visitor.DONE + "queue:later");
        requireRefusal(visit(NOBODY, domain, "group"), "open", domain, "nobody");

        try (Parley parley = Domains.open(domain, "root")) {
            assertThat(parley.longValue("value").get()).isEqualTo(4);
            assertThat(parley.longValue("later").get()).isEqualTo(2);
            assertThat(Domains.alive(parley)).containsOnlyKeys("root");
        }
        assertThat(Domains.leftovers(domain)).isEmpty();
    }

    /** One who did not share what it created died; it may not be looked into, but that is nobody else's trouble. */
    @Test
    void shouldOpenADomainWithPrivateObjectsOfTheDead() throws Exception {
        Path domain = groupDomain("inherited");
        ForkedJvm holder =
                Domains.child(Holder.class, domain, "private", "never").start();
        holder.awaitReached(Holder.HOLDING, Domains.START);
        try (Parley parley = Domains.open(domain, "test")) {
            Visitor.useQueue(parley, "private");
            holder.kill();

            assertThat(visit(OTHER_MEMBER, domain, "group", "value:value"))
                    .containsExactly(Visitor.DONE + "open", Visitor.DONE + "value:value");

            parley.reap();
            assertThat(Domains.alive(parley)).containsOnlyKeys("test");
        }
    }

    /** A domain with a value, a lock and a queue that belongs to root and to the group. */
    private static Path groupDomain(String name) throws Exception {
        Path domain = directory.resolve(name);
        try (Parley parley = open(domain)) {
            parley.longValue("value").set(7);
            parley.lock("lock");
            Visitor.useQueue(parley, "queue");
        }
        try (Stream<Path> all = Files.walk(domain)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:gid", Integer.parseInt(GROUP));
            }
        }
        return domain;
    }

    private static Parley open(Path domain) {
        return Parley.open(ParleyConfig.at(domain).withProcessName("owner").withGroupAccess(true));
    }

    private static List<String> visit(String[] user, Path domain, String access, String... steps) throws Exception {
        List<String> args = new ArrayList<>(List.of(domain.toString(), access));
        args.addAll(List.of(steps));
        return run(user, Visitor.class, args.toArray(String[]::new));
    }

    private static List<String> run(String[] user, Class<?> main, String... args) throws Exception {
        return new PlainJvm()
                .prefix(user)
                .flags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .classPath(classPath)
                .workingDirectory(directory)
                .run(main, args)
                .requireSuccess()
                .out();
    }

    private static void requireRefusal(List<String> printed, String step, Path path, String user) {
        assertThat(printed)
                .filteredOn(line -> line.startsWith(Visitor.REFUSED + step + " "))
                .singleElement()
                .asString()
                .contains("DomainAccessException", path.toString(), "permission denied", "user " + user);
    }
}
