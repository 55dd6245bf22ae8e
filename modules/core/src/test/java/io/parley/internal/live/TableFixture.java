package io.parley.internal.live;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A domain's file, and the processes that a test lets join it. */
final class TableFixture implements AutoCloseable {
    final Path file;
    final Memory memory;
    private final List<OtherProcess> processes = new ArrayList<>();

    TableFixture(Path directory) {
        this.file = directory.resolve("domain.parley");
        this.memory = ObjectFile.createOrOpen(
                        file,
                        new ObjectFile.Spec(
                                ObjectKind.DOMAIN, 0, ProcessTable.CAPACITY, ProcessTable.FILE_LENGTH, body -> {}),
                        TestFiles.site())
                .memory();
    }

    OtherProcess join(String name) {
        OtherProcess process = OtherProcess.join(file, memory, name);
        processes.add(process);
        return process;
    }

    void setGenerations(int generation) {
        for (int slot = 1; slot <= ProcessTable.CAPACITY; slot++) {
            memory.putInt(SlotLayout.offset(slot) + SlotLayout.GENERATION, generation);
        }
    }

    /** Makes every slot but one look taken by a dead process, so that the next to join gets that one. */
    void leaveOneSlot(int free) {
        for (int slot = 1; slot <= ProcessTable.CAPACITY; slot++) {
            int state = slot == free ? SlotLayout.FREE : SlotLayout.LIVE;
            memory.putIntVolatile(SlotLayout.offset(slot) + SlotLayout.STATE, state);
        }
    }

    /** Undoes {@link #leaveOneSlot}. */
    void forgetTheOthers(int kept) {
        for (int slot = 1; slot <= ProcessTable.CAPACITY; slot++) {
            if (slot != kept) {
                memory.putIntVolatile(SlotLayout.offset(slot) + SlotLayout.STATE, SlotLayout.FREE);
            }
        }
    }

    int state(int slot) {
        return memory.getIntVolatile(SlotLayout.offset(slot) + SlotLayout.STATE);
    }

    @Override
    public void close() {
        processes.forEach(OtherProcess::close);
    }
}
