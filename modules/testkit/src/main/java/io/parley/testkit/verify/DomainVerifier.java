package io.parley.testkit.verify;

import io.parley.internal.domain.DomainPaths;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the structure of a domain's files: each header against its checksum, its kind, the file's name and size; each
 * body against the rules of its kind (owner words name live processes or nobody, counts are within their bounds, what
 * must be zero is zero); the process table; and that nothing half-built lies about.
 *
 * <pre>{@code
 * assertThat(DomainVerifier.findings(directory)).isEmpty();
 * }</pre>
 *
 * <p><b>Threading:</b> any thread. <b>Processes:</b> opens and reads the files, writes nothing, takes no slot; others
 * need not stop, but then a finding may be a step that somebody was in the middle of: look again. What a dead process
 * left is a finding until somebody has come across it or {@code Parley.reap()} was called. A lock that a dead process
 * holds is one as well: the next who wants it takes it over. <b>Failure:</b> {@link UncheckedIOException} if the
 * directory cannot be read, or is no domain. <b>Differs from Python:</b> there is no such thing.
 */
public final class DomainVerifier {
    private DomainVerifier() {}

    /**
     * What is out of order in a domain.
     *
     * @param domain the domain's directory
     * @return one sentence each, with the path; empty if all is well
     */
    public static List<String> findings(Path domain) {
        return verify(domain, null);
    }

    /**
     * What is out of order in the files of one object.
     *
     * @param domain the domain's directory
     * @param object the object's file or directory, as its {@code path()} says
     * @return one sentence each, with the path; empty if all is well
     */
    public static List<String> findings(Path domain, Path object) {
        return verify(domain, object);
    }

    private static List<String> verify(Path domain, Path only) {
        List<String> findings = new ArrayList<>();
        Path file = domain.resolve(DomainPaths.DOMAIN_FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                ProcessTable table =
                        new ProcessTable(file, Memory.map(channel, ProcessTable.FILE_LENGTH, file.toString()))) {
            if (only == null) {
                checkProcesses(file, table, findings);
            }
            for (Path each : files(only == null ? domain : only)) {
                checkFile(each, domain, table, findings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot verify " + domain, e);
        }
        return findings;
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static void checkProcesses(Path file, ProcessTable table, List<String> findings) {
        for (ProcessSlot process : table.live()) {
            if (!process.alive()) {
                findings.add(file + ": a dead process was not cleaned up after: " + process);
            }
        }
    }

    private static void checkFile(Path file, Path domain, ProcessTable table, List<String> findings)
            throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(ObjectFile.TEMPORARY)) {
            checkTemporary(file, name, table, findings);
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(size, Integer.MAX_VALUE))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (size < ObjectHeader.LENGTH || bytes.getLong(0) != ObjectHeader.MAGIC) {
                // What Chronicle keeps in an object's directory is its own business.
                if (domain.equals(file.getParent())) {
                    findings.add(file + ": not a Parley object");
                }
                return;
            }
            checkObject(new ObjectImage(file, size, bytes, table, findings));
        }
    }

    /** {@code .tmp-<owner>-…}: work in progress, if its owner lives. */
    private static void checkTemporary(Path file, String name, ProcessTable table, List<String> findings) {
        String owner = name.substring(ObjectFile.TEMPORARY.length()).split("-", 2)[0];
        int word = owner.matches("[0-9a-f]{1,8}") ? Integer.parseUnsignedInt(owner, 16) : Owner.NONE;
        if (word == Owner.NONE || !table.isAlive(word)) {
            findings.add(file + ": left half-built by a dead process");
        }
    }

    private static void checkObject(ObjectImage object) {
        Optional<ObjectKind> kind = Arrays.stream(ObjectKind.values())
                .filter(each -> each.id() == object.header().kind())
                .findFirst();
        if (HeaderCheck.check(object, kind.orElse(null))) {
            kind.ifPresent(known -> BodyChecks.of(known).accept(object));
        }
    }
}
