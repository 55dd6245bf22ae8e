package io.parley.perf.report;

import io.parley.perf.rig.IdleSessions;
import java.util.List;
import java.util.Locale;

/** What clients cost that do nothing. */
final class IdleSessionsSection implements Section {
    private static final int SESSIONS = 1_000;
    private static final int SMOKE = 20;
    private static final Goal MEMORY = Goal.atMostMb(50);
    private static final Goal TIME = Goal.atMostPercent(2);

    private final Effort effort;
    private IdleSessions.Result result;

    IdleSessionsSection(Effort effort) {
        this.effort = effort;
    }

    private int sessions() {
        return effort.isSmoke() ? SMOKE : SESSIONS;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "%,d idle sessions", sessions());
    }

    @Override
    public void measure() {
        result = IdleSessions.measure(sessions(), effort.idle());
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("of the server", "");
        table.row("growth of the heap after a collection, MB", number(result.heapMb()));
        table.row("growth of resident memory, MB", number(result.residentMb()));
        table.row("processor time, % of a core", number(result.percent()));
        return "Each has done one request, and sends the signs of life that keep its session. Before that one client came and"
                + " went, so that what is needed once does not count, and after it they were idle for a while, so that compiling"
                + " does not either. Resident memory has heap in it that is not used.\n\n"
                + table;
    }

    @Override
    public List<Figure> figures() {
        double mb = Math.max(result.heapMb(), result.residentMb());
        return List.of(
                Figure.alone(title() + ", memory", number(mb) + " MB", "", MEMORY.judge(mb)),
                Figure.alone(
                        title() + ", processor time",
                        number(result.percent()) + " %",
                        "",
                        TIME.judge(result.percent())));
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
