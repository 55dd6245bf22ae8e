package io.parley;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildSnapshot;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes out of the records of the table of children what users see. */
final class Children {
    private final Domain domain;
    /** The children that joined the domain, by their owner words. */
    private final Map<Integer, ChildSnapshot> joined = new HashMap<>();

    private final List<ProcessSlot> processes;

    private Children(Domain domain, List<ChildSnapshot> records) {
        this.domain = domain;
        this.processes = domain.processes();
        records.stream()
                .filter(record -> record.owner() != Owner.NONE)
                .forEach(record -> joined.put(record.owner(), record));
    }

    static List<ChildInfo> of(Domain domain) {
        ChildTable table = domain.childrenIfThere();
        if (table == null) {
            return List.of();
        }
        List<ChildSnapshot> records = table.read();
        Children children = new Children(domain, records);
        return records.stream().map(children::info).toList();
    }

    private ChildInfo info(ChildSnapshot child) {
        return new ChildInfo(
                child.number(),
                child.name(),
                child.pid(),
                slot(process(child.owner(), child.pid(), child.isAlive())),
                parent(child),
                child.is(ChildTable.DAEMON),
                child.is(ChildTable.WORKER),
                ChildInfo.State.valueOf(child.state().name()),
                Instant.ofEpochSecond(0, child.startedAtNs()),
                child.endedAtNs() == 0 ? null : Instant.ofEpochSecond(0, child.endedAtNs()),
                exit(child),
                child.reason());
    }

    private ChildInfo.Parent parent(ChildSnapshot child) {
        ChildSnapshot asChild = joined.get(child.parentOwner());
        ProcessSlot process = process(child.parentOwner(), child.parentPid(), child.parentAlive());
        String name = asChild != null ? asChild.name() : process == null ? "" : process.name();
        return new ChildInfo.Parent(
                asChild == null ? 0 : asChild.number(), slot(process), child.parentPid(), name, child.parentAlive());
    }

    /** One that left the domain and came back has another owner word. */
    private ProcessSlot process(int owner, long pid, boolean alive) {
        if (!alive) {
            return null;
        }
        ProcessSlot found = domain.find(owner);
        return found != null
                ? found
                : processes.stream()
                        .filter(process -> process.alive() && process.pid() == pid)
                        .findFirst()
                        .orElse(null);
    }

    private static int slot(ProcessSlot process) {
        return process == null ? 0 : process.slot();
    }

    private static String exit(ChildSnapshot child) {
        return switch (child.state()) {
            case STARTING, RUNNING, ORPHANED -> "";
            case ENDED ->
                child.exitSignal() == 0 ? "exit code " + child.exitValue() : "killed by signal " + child.exitSignal();
            case LOST -> child.parentAlive() ? "gone; its parent has not looked yet" : lost(child);
        };
    }

    /** Nobody was there to see it. */
    private static String lost(ChildSnapshot child) {
        if (!child.exitNoted()) {
            return "died unseen; its parent had died or died with it";
        }
        String why = child.notedSignal() == 0 ? "" : " on signal " + child.notedSignal();
        return "exited in good order" + why + "; its parent had died";
    }
}
