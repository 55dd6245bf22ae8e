package io.parley.internal.domain;

import io.parley.internal.memory.ObjectFile;
import java.util.List;

/**
 * Where the object behind a public handle lies, and what is needed to open it again in another process.
 *
 * @param domain in which the handle was opened
 * @param tracked what the domain closes when it is closed: the handle, or what it lives by
 * @param file of the object
 * @param name by which it is opened
 * @param details what else it takes to open it, by the type of handle
 */
public record Address(Domain domain, AutoCloseable tracked, ObjectFile file, String name, List<String> details) {
    /** Whether the handle is still open. */
    public boolean isOpen() {
        return domain.isTracked(tracked);
    }
}
