package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.ChildInfo;
import io.parley.ChildInfo.State;
import io.parley.ProcessInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessTreeTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ChildInfo.Parent MAIN = new ChildInfo.Parent(0, 7, 100, "main", true);
    private static final ProcessInfo PROCESS = process(100, "main", 7);

    private static ProcessInfo process(long pid, String name, int slot) {
        return new ProcessInfo(pid, name, slot, true, false, TIME);
    }

    private static ChildInfo child(long number, String name, int slot, ChildInfo.Parent parent, State state) {
        return child(number, name, slot, parent, state, "", "");
    }

    private static ChildInfo child(
            long number, String name, int slot, ChildInfo.Parent parent, State state, String exit, String reason) {
        boolean worker = name.startsWith("worker");
        boolean daemon = worker || name.startsWith("daemon");
        return new ChildInfo(number, name, 100 + number, slot, parent, daemon, worker, state, TIME, null, exit, reason);
    }

    private static ChildInfo.Parent child(long number, boolean alive) {
        return new ChildInfo.Parent(number, 0, 100 + number, "child", alive);
    }

    private static List<String> print(List<ProcessInfo> processes, List<ChildInfo> children, boolean all) {
        StringWriter text = new StringWriter();
        new ProcessTree(processes, children, all).print(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }

    private static String names(List<String> lines) {
        return String.join("|", lines.stream().map(line -> line.substring(35)).toList());
    }

    @Test
    void shouldPrintProcessesWithoutChildrenAsEver() {
        assertThat(print(List.of(PROCESS), List.of(), true))
                .singleElement()
                .asString()
                .matches(" {3}100 {5}7 {2}2026-01-0. ..:..:05 {2}alive {2}main");
    }

    @Test
    void shouldPrintChildrenBelowTheirParents() {
        List<ChildInfo> children = List.of(
                child(1, "ingest", 8, MAIN, State.RUNNING),
                child(2, "worker-1", 9, child(1, true), State.RUNNING),
                child(3, "daemon", 0, MAIN, State.STARTING));
        List<ProcessInfo> processes =
                List.of(process(101, "ingest", 8), PROCESS, process(102, "worker-1", 9), process(5, "other", 10));

        List<String> lines = print(processes, children, false);

        assertThat(names(lines))
                .isEqualTo("alive  main|alive    ingest|alive      worker-1 (worker)|start    daemon (daemon)|"
                        + "alive  other");
        assertThat(lines.get(1)).startsWith("   101     8  ");
        assertThat(lines.get(3)).startsWith("   103     -  ");
    }

    @Test
    void shouldPrintWhatHasEndedAndWhyIfAsked() {
        List<ChildInfo> children = List.of(
                child(1, "a", 0, MAIN, State.ENDED, "exit code 1", "IllegalStateException: boom"),
                child(2, "b", 0, MAIN, State.ENDED, "killed by signal 9", ""),
                child(3, "c", 0, MAIN, State.LOST, "died unseen; its parent had died", ""),
                child(4, "d", 0, MAIN, State.RUNNING));

        assertThat(names(print(List.of(PROCESS), children, false))).isEqualTo("alive  main|alive    d");
        assertThat(names(print(List.of(PROCESS), children, true)))
                .isEqualTo("alive  main|ended    a: exit code 1: IllegalStateException: boom|"
                        + "ended    b: killed by signal 9|lost     c: died unseen; its parent had died|alive    d");
    }

    @Test
    void shouldPrintTheEndedAboveTheirLivingChildren() {
        List<ChildInfo> children = List.of(
                child(1, "child", 0, MAIN, State.ENDED, "exit code 0", ""),
                child(2, "orphan", 8, child(1, false), State.ORPHANED),
                child(3, "ended", 0, MAIN, State.ENDED, "exit code 0", ""));

        assertThat(names(print(List.of(PROCESS, process(102, "orphan", 8)), children, false)))
                .isEqualTo("alive  main|ended    child: exit code 0|alive      orphan: parent died");
    }

    @Test
    void shouldPrintALineForAParentThatIsNotInTheDomain() {
        ChildInfo.Parent dead = new ChildInfo.Parent(0, 0, 50, "", false);
        ChildInfo.Parent left = new ChildInfo.Parent(0, 0, 60, "left", true);
        List<ChildInfo> children =
                List.of(child(1, "x", 8, dead, State.ORPHANED), child(2, "y", 9, left, State.RUNNING));

        List<String> lines = print(List.of(process(101, "x", 8), process(102, "y", 9)), children, false);

        assertThat(names(lines)).isEqualTo("gone   ?|alive    x: parent died|alive  left|alive    y");
        assertThat(lines.get(0)).startsWith("    50     -  ");
    }

    @Test
    void shouldHideItself() {
        ProcessInfo self = new ProcessInfo(1, "parley command", 3, true, true, TIME);

        assertThat(names(print(List.of(self, PROCESS), List.of(), true))).isEqualTo("alive  main");
    }
}
