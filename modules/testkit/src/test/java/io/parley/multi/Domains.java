package io.parley.multi;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ProcessInfo;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of this package ask of a domain's directory and of its process table. */
final class Domains {
    /** For a JVM to come up on a busy machine. */
    static final Duration START = Duration.ofSeconds(60);
    /** Nothing here takes that long unless it hangs. */
    static final Duration HANG = Duration.ofSeconds(30);

    private Domains() {}

    /**
     * A JVM that starts as fast as it can; its steady state does not matter. Arguments: a domain, and whatever else.
     */
    static ForkedJvmBuilder child(Class<?> main, Path domain, String... more) {
        return ForkedJvm.builder(main)
                .args(domain.toString())
                .args(more)
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    /**
     * Opens a domain without forcing each new object to disk: these tests are about processes, not about power cuts.
     */
    static Parley open(Path directory, String processName) {
        return Parley.open(
                ParleyConfig.at(directory).withProcessName(processName).withDurable(false));
    }

    /** The processes in the table and whether each is alive. */
    static Map<String, Boolean> alive(Parley parley) {
        Map<String, Boolean> found = new TreeMap<>();
        for (ProcessInfo process : parley.processes()) {
            found.put(process.name(), process.alive());
        }
        return found;
    }

    /** Half-built files and directories, wherever they are. */
    static List<String> leftovers(Path directory) {
        return listing(directory).keySet().stream()
                .filter(name -> name.contains(".tmp"))
                .toList();
    }

    /** Every file and directory below, with permissions and length: equal as long as nothing is created or changed. */
    static Map<String, String> listing(Path directory) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String mode =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                String length = Files.isRegularFile(path) ? " " + Files.size(path) : "";
                found.put(directory.relativize(path).toString(), mode + length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
