package io.parley.cli.doctor;

import io.parley.internal.live.ProcessSlot;
import io.parley.internal.live.ProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The processes of a domain: dead ones, stopped ones, and those whose pids mean something else here. */
final class ProcessesCheck implements Check {
    private static final String NAME = "processes";
    /** Stopped by a signal, or by a debugger. */
    private static final String STOPPED = "Tt";

    private static final int FULL_PARTS = 10;

    @Override
    public List<Finding> look(Subject subject) {
        if (!subject.hasDomain()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        found.add(table(subject));
        List<ProcessSlot> neighbours = subject.neighbours();
        for (ProcessSlot each : neighbours) {
            if (isStopped(subject.host(), each.pid())) {
                found.add(Finding.bad(
                        "stopped process",
                        name(each),
                        "it lives, so nothing is taken from it: whoever waits for what it holds waits until it goes on",
                        "kill -CONT " + each.pid()));
            }
        }
        List<ProcessSlot> elsewhere = subject.processes().stream()
                .filter(ProcessSlot::alive)
                .filter(each -> !neighbours.contains(each))
                .toList();
        if (!elsewhere.isEmpty()) {
            found.add(Finding.notice(
                    "process ids",
                    elsewhere.stream().map(ProcessesCheck::name).toList() + " in other PID namespaces",
                    "they are seen to live and to die nevertheless, but their pids are those of their containers",
                    "docker exec CONTAINER jcmd PID Thread.print, to look into them"));
        }
        return found;
    }

    private static Finding table(Subject subject) {
        List<ProcessSlot> dead =
                subject.processes().stream().filter(each -> !each.alive()).toList();
        int used = subject.processes().size();
        String value = String.format(
                Locale.ROOT, "%,d live, %,d dead, of %,d", used - dead.size(), dead.size(), ProcessTable.CAPACITY);
        if (!dead.isEmpty()) {
            return Finding.notice(
                    NAME,
                    value + ": " + dead.stream().map(ProcessesCheck::name).toList(),
                    "what they held comes back without it; their places and half-built files wait for the next who opens the domain",
                    "parley reap " + subject.directory());
        }
        String why = "each process takes a place in a table that does not grow";
        return used > ProcessTable.CAPACITY - ProcessTable.CAPACITY / FULL_PARTS
                ? Finding.notice(NAME, value, why, "parley ps " + subject.directory())
                : Finding.ok(NAME, value, why);
    }

    /** Behind the name, which may have brackets in it. */
    static boolean isStopped(Host host, long pid) {
        String stat = host.text("proc/" + pid + "/stat").orElse("");
        int state = stat.lastIndexOf(") ") + 2;
        return state > 1 && state < stat.length() && STOPPED.indexOf(stat.charAt(state)) >= 0;
    }

    private static String name(ProcessSlot process) {
        return "pid " + process.pid() + " (" + process.name() + ")";
    }
}
