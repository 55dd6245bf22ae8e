package io.parley.internal.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The children of a domain with what process table and table of children say together of each and its parent.
 *
 * @param child the record
 * @param slot of the child in the process table; 0 if it takes no part in the domain, or not any more
 * @param parentNumber the parent's own number among the children; 0 if it is none
 * @param parentSlot of the parent in the process table, likewise
 * @param parentName how the parent is called; empty if that is not known any more
 */
public record Family(ChildSnapshot child, int slot, long parentNumber, int parentSlot, String parentName) {
    /** Puts the records of the two tables together, which were read one after the other. */
    public static List<Family> of(List<ChildSnapshot> children, List<ProcessSlot> processes) {
        Map<Integer, ChildSnapshot> joined = new HashMap<>();
        children.stream().filter(each -> each.owner() != Owner.NONE).forEach(each -> joined.put(each.owner(), each));
        List<Family> families = new ArrayList<>();
        for (ChildSnapshot child : children) {
            ProcessSlot own = process(processes, child.owner(), child.pid(), child.isAlive());
            ProcessSlot parent = process(processes, child.parentOwner(), child.parentPid(), child.parentAlive());
            ChildSnapshot asChild = joined.get(child.parentOwner());
            families.add(new Family(
                    child,
                    slot(own),
                    asChild == null ? 0 : asChild.number(),
                    slot(parent),
                    asChild != null ? asChild.name() : parent == null ? "" : parent.name()));
        }
        return families;
    }

    /** One that left the domain and came back has another owner word. */
    private static ProcessSlot process(List<ProcessSlot> processes, int owner, long pid, boolean alive) {
        ProcessSlot samePid = null;
        for (ProcessSlot each : processes) {
            if (alive && each.owner() == owner) {
                return each;
            }
            samePid = alive && samePid == null && each.alive() && each.pid() == pid ? each : samePid;
        }
        return samePid;
    }

    private static int slot(ProcessSlot process) {
        return process == null ? 0 : process.slot();
    }

    /** How the child ended, in words; empty while it lives. */
    public String exit() {
        return switch (child.state()) {
            case STARTING, RUNNING, ORPHANED -> "";
            case ENDED ->
                child.exitSignal() == 0 ? "exit code " + child.exitValue() : "killed by signal " + child.exitSignal();
            case LOST -> child.parentAlive() ? "gone; its parent has not looked yet" : lost();
        };
    }

    /** Nobody was there to see it. */
    private String lost() {
        if (!child.exitNoted()) {
            return "died unseen; its parent had died or died with it";
        }
        String why = child.notedSignal() == 0 ? "" : " on signal " + child.notedSignal();
        return "exited in good order" + why + "; its parent had died";
    }
}
