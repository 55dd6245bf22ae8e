package io.parley.cli.doctor;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the kernel says in {@code /proc} and {@code /sys}; what cannot be read is empty. */
public final class Host {
    private final Path root;

    /**
     * A host.
     *
     * @param root where its {@code proc} and {@code sys} lie
     */
    public Host(Path root) {
        this.root = root;
    }

    /** This one. */
    public static Host here() {
        return new Host(Path.of("/"));
    }

    /** A file's content, without what is blank around it. */
    Optional<String> text(String file) {
        // In large pieces: of a number under /proc/sys, who has read one byte gets no more, and Files begins with one.
        try (InputStream in = new FileInputStream(root.resolve(file).toFile())) {
            // Not UTF-8: the kernel repeats names as they are.
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A file's lines. */
    List<String> lines(String file) {
        return text(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** A file that has a number in it. */
    Optional<Long> number(String file) {
        return text(file).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }

    /** What stands behind {@code name:} in a file. */
    Optional<String> entry(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /**
     * A file of the control group that this process is in, of either version.
     *
     * @param controller such as {@code memory}
     * @param second the file's name in version 2
     * @param first its name in version 1
     */
    Optional<String> controlGroup(String controller, String second, String first) {
        for (String line : lines("proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                return inGroup("sys/fs/cgroup/" + controller, parts[2], first);
            }
        }
        for (String line : lines("proc/self/cgroup")) {
            if (line.startsWith("0::")) {
                return inGroup("sys/fs/cgroup", line.substring(3), second);
            }
        }
        return Optional.empty();
    }

    /** In a container, the group's own path may not be there, and its files are at the top. */
    private Optional<String> inGroup(String mount, String group, String file) {
        Optional<String> own = text(mount + group + "/" + file);
        return own.isPresent() ? own : text(mount + "/" + file);
    }

    /** Where a directory is mounted from. */
    Optional<Mount> mount(Path directory) {
        Mount found = null;
        for (String line : lines("proc/self/mountinfo")) {
            Mount mount = Mount.parse(line);
            boolean closer = mount != null
                    && directory.startsWith(mount.at())
                    && (found == null || mount.at().getNameCount() >= found.at().getNameCount());
            found = closer ? mount : found; // the last one at a place hides those below
        }
        return Optional.ofNullable(found);
    }
}
