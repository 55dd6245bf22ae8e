package io.parley.cli;

import io.parley.ChildInfo;
import io.parley.ProcessInfo;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of a domain with their children below them. A child whose parent is not in the domain any more stands
 * below a line for that parent.
 */
final class ProcessTree {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String UNKNOWN_TIME = " ".repeat("yyyy-MM-dd HH:mm:ss".length());

    /** Whose children stand together: a child by its number, another process by its slot, or else by its pid. */
    private record Above(long number, int slot, long pid) {
        static Above child(ChildInfo child) {
            return new Above(child.number(), 0, 0);
        }

        static Above process(ProcessInfo process) {
            return new Above(0, process.slot(), 0);
        }

        static Above parentOf(ChildInfo child) {
            ChildInfo.Parent parent = child.parent();
            if (parent.number() != 0) {
                return new Above(parent.number(), 0, 0);
            }
            return parent.slot() != 0 ? new Above(0, parent.slot(), 0) : new Above(0, 0, parent.pid());
        }
    }

    private final List<ProcessInfo> processes;
    private final List<ChildInfo> children;
    private final Map<Above, List<ChildInfo>> below = new LinkedHashMap<>();

    ProcessTree(List<ProcessInfo> processes, List<ChildInfo> children, boolean all) {
        Set<Long> shown = withAncestors(children, all);
        this.children = children.stream()
                .filter(child -> shown.contains(child.number()))
                .toList();
        this.processes = processes;
        this.children.forEach(child -> below.computeIfAbsent(Above.parentOf(child), above -> new ArrayList<>())
                .add(child));
    }

    /** A child that has ended is shown nevertheless above one that runs. */
    private static Set<Long> withAncestors(List<ChildInfo> children, boolean all) {
        Map<Long, ChildInfo> byNumber = children.stream().collect(Collectors.toMap(ChildInfo::number, child -> child));
        Map<Long, ChildInfo> shown = new LinkedHashMap<>();
        for (ChildInfo child : children) {
            if (all || child.isAlive()) {
                for (ChildInfo next = child;
                        next != null && shown.put(next.number(), next) == null;
                        next = byNumber.get(next.parent().number())) {
                    // up to one that nobody started, or that was shown before
                }
            }
        }
        return shown.keySet();
    }

    void print(PrintWriter out) {
        Set<Integer> slotsOfChildren =
                children.stream().map(ChildInfo::slot).filter(slot -> slot != 0).collect(Collectors.toSet());
        for (ProcessInfo process : processes) {
            if (!process.self() && !slotsOfChildren.contains(process.slot())) {
                String state = process.alive() ? "alive" : "dead";
                line(out, process.pid(), process.slot(), process.since(), state, process.name());
                printBelow(Above.process(process), 1, out);
            }
        }
        while (!below.isEmpty()) {
            Above above = below.keySet().iterator().next();
            ChildInfo.Parent parent = below.get(above).get(0).parent();
            String name = parent.name().isEmpty() ? "?" : parent.name();
            line(out, parent.pid(), 0, null, parent.alive() ? "alive" : "gone", name);
            printBelow(above, 1, out);
        }
    }

    private void printBelow(Above above, int depth, PrintWriter out) {
        List<ChildInfo> found = below.remove(above);
        if (found != null) {
            for (ChildInfo child : found) {
                line(out, child.pid(), child.slot(), child.startedAt(), state(child), "  ".repeat(depth) + text(child));
                printBelow(Above.child(child), depth + 1, out);
            }
        }
    }

    private static void line(PrintWriter out, long pid, int slot, Instant since, String state, String name) {
        out.printf(
                "%6s  %4s  %s  %-5s  %s%n",
                pid == 0 ? "-" : Long.toString(pid),
                slot == 0 ? "-" : Integer.toString(slot),
                since == null ? UNKNOWN_TIME : TIME.format(since),
                state,
                name);
    }

    private static String state(ChildInfo child) {
        return switch (child.state()) {
            case STARTING -> "start";
            case RUNNING, ORPHANED -> "alive";
            case ENDED -> "ended";
            case LOST -> "lost";
        };
    }

    private static String text(ChildInfo child) {
        StringBuilder text = new StringBuilder(child.name());
        if (child.worker()) {
            text.append(" (worker)");
        } else if (child.daemon()) {
            text.append(" (daemon)");
        }
        if (child.state() == ChildInfo.State.ORPHANED) {
            text.append(": parent died");
        }
        if (!child.exit().isEmpty()) {
            text.append(": ").append(child.exit());
        }
        if (!child.reason().isEmpty()) {
            text.append(": ").append(child.reason());
        }
        return text.toString();
    }
}
