package io.parley.internal.domain;

import io.parley.MessageWriter;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the object behind a public handle lies, and what is needed to open it again in another process.
 *
 * @param domain in which the handle was opened
 * @param tracked what the domain closes when it is closed: the handle, or what it lives by
 * @param file of the object
 * @param name by which it is opened
 * @param details what else it takes to open it, by the type of handle
 * @param parts the same as objects, as far as strings do not say it all: codecs, types of structs; for what is part of
 *     another object, the handle on that
 * @param own whether it is opened by its own name; not if it is part of another object
 */
public record Address(
        Domain domain,
        AutoCloseable tracked,
        ObjectFile file,
        String name,
        List<String> details,
        List<Object> parts,
        boolean own) {
    /** Of an object with a directory of its own. */
    public static final String STATE_FILE = "state.parley";

    /** Opened by its name and by what strings say. */
    public Address(Domain domain, AutoCloseable tracked, ObjectFile file, String name, List<String> details) {
        this(domain, tracked, file, name, details, List.of());
    }

    /** Opened by its name. */
    public Address(
            Domain domain, AutoCloseable tracked, ObjectFile file, String name, List<String> details, List<?> parts) {
        this(domain, tracked, file, name, details, List.copyOf(parts), true);
    }

    /** The generation of the object of that kind and name; 0 if there is none. */
    public static long generationAt(Domain domain, ObjectKind kind, String name) {
        Path path = domain.pathOf(name, kind);
        return ObjectFile.generationAt(Files.isDirectory(path) ? path.resolve(STATE_FILE) : path);
    }

    /** Writes what a handle that is a value is stored as; see {@code docs/spec/any-values.md}. */
    public void write(MessageWriter out) {
        out.writeByte(file.header().kind());
        out.writeUtf8(name);
        out.writeLong(file.header().generation());
        out.writeByte(details.size());
        details.forEach(out::writeUtf8);
    }

    /** Whether the handle is still open. */
    public boolean isOpen() {
        return domain.isTracked(tracked);
    }
}
