package io.parley.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives of loaded classes, with which a child starts faster: the JDK's class-data sharing for applications. The
 * first start of a kind finds none, and has one built in the background; later starts, also of other programs with the
 * same JDK, jars and flags, use it.
 *
 * <p>An archive is only ever a help. The JVM checks by itself whether it fits, and goes on without it, silently, if it
 * does not. Nothing that goes wrong here keeps a child from starting.
 */
final class ClassArchive {
    /** Says {@code off} if there are to be none. */
    static final String SWITCH = "parley.cds";
    /** The ending of their names. */
    static final String SUFFIX = ".jsa";

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");
    /** Whoever says one of these has archives of his own. */
    private static final List<String> CHOSEN = List.of("-XX:SharedArchiveFile", "-XX:AOT", "-Xshare:", "-XX:Archive");
    /** What changes from run to run and makes no difference to classes. */
    private static final List<String> IRRELEVANT = List.of("-D", "-Xmx", "-Xms", "-Xmn", "-Xss", "-Xlog");
    /** Of the JVM's log, which goes to standard output, what it would say of an archive that does not fit. */
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off");

    private static final List<String> QUIET_25 = List.of("-Xlog:aot=off");
    private static final int RENAMED_TO_AOT = 25;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private ClassArchive() {}

    /** What makes this child use the archive that fits; none if there is none yet, which is then built. */
    static List<String> flags(JvmCommand command, List<String> flags) {
        if ("off".equals(System.getProperty(SWITCH)) || flags.stream().anyMatch(flag -> startsWith(flag, CHOSEN))) {
            return List.of();
        }
        try {
            String refused = refused(command.path());
            if (refused != null) {
                once(refused, "children start without an archive of classes: {}", refused);
                return List.of();
            }
            return flags(command, LaunchCache.directory(), key(command, flags));
        } catch (IOException | RuntimeException e) {
            once(e.toString(), "children start without an archive of classes", e);
            return List.of();
        }
    }

    private static List<String> flags(JvmCommand command, Path directory, String key) throws IOException {
        Path archive = directory.resolve(key + SUFFIX);
        if (Files.exists(archive)) {
            LaunchCache.markUsed(archive);
            return using(archive, command.home());
        }
        if (SEEN.add(key)) {
            ArchiveBuilder.inBackground(command, archive);
        }
        return List.of();
    }

    /** What makes a JVM use an archive if it fits. */
    static List<String> using(Path archive, JavaHome home) {
        List<String> flags = new ArrayList<>(quiet(home));
        flags.add("-XX:SharedArchiveFile=" + archive);
        return flags;
    }

    static List<String> quiet(JavaHome home) {
        List<String> flags = new ArrayList<>(QUIET);
        if (home.feature() >= RENAMED_TO_AOT) {
            flags.addAll(QUIET_25);
        }
        return flags;
    }

    /** Why the JDK would make no archive of this path; null if it would. */
    private static String refused(LaunchPath path) {
        if (!path.modulePath().isEmpty()) {
            return "there is a module path";
        }
        for (String entry : path.classPath()) {
            if (Files.isDirectory(Path.of(entry))) {
                return "a directory is on the class path: " + entry;
            }
        }
        return null;
    }

    private static String key(JvmCommand command, List<String> flags) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(command.home().directory().toString());
        parts.add(command.home().version());
        for (String flag : flags) {
            if (!startsWith(flag, IRRELEVANT)) {
                parts.add(flag);
            }
        }
        for (String entry : command.path().classPath()) {
            parts.add(entry);
            Path jar = Path.of(entry);
            if (Files.exists(jar)) {
                parts.add(Files.size(jar) + " " + Files.getLastModifiedTime(jar));
            }
        }
        parts.addAll(command.spec().preload());
        return LaunchCache.key(parts);
    }

    private static void once(String reason, String message, Object detail) {
        if (SEEN.add(reason)) {
            LOG.debug(message, detail);
        }
    }

    private static boolean startsWith(String flag, List<String> prefixes) {
        return prefixes.stream().anyMatch(flag::startsWith);
    }
}
