package io.parley.internal.live;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Another process of a domain as far as the kernel and the process table can tell: it has descriptors and byte locks of
 * its own.
 */
public final class OtherProcess implements AutoCloseable {
    private final Memory memory;
    private final ProcessTable table;
    private final int owner;

    private OtherProcess(Memory memory, ProcessTable table) {
        this.memory = memory;
        this.table = table;
        this.owner = table.self();
    }

    /** Joins the domain in a directory. */
    public static OtherProcess join(Path domain, String name) throws IOException {
        Path file = domain.resolve("domain.parley");
        return join(file, TestFiles.map(file), name);
    }

    /** Joins a domain that is mapped already. */
    static OtherProcess join(Path file, Memory memory, String name) {
        ProcessTable table = new ProcessTable(file, memory);
        if (!table.tryJoin(ProcessIdentity.current(name), SystemClock.LOCAL.epochNs())) {
            try (table) {
                throw table.full();
            }
        }
        return new OtherProcess(memory, table);
    }

    public int owner() {
        return owner;
    }

    public ProcessTable table() {
        return table;
    }

    /** Leaves the domain as SIGKILL does: the kernel dropped the byte, nobody freed the slot. */
    public void kill() {
        int state = SlotLayout.offset(Owner.slot(owner)) + SlotLayout.STATE;
        int left = memory.getIntVolatile(state);
        table.close();
        memory.putIntVolatile(state, left);
    }

    /** Leaves the domain in good order; nothing after {@link #kill}. */
    @Override
    public void close() {
        table.close();
    }
}
