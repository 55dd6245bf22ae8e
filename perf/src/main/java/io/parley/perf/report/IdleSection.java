package io.parley.perf.report;

import io.parley.perf.rig.IdleCost;
import io.parley.perf.rig.IdleCost.Waiter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What waiting costs. */
final class IdleSection implements Section {
    /** Without the spinner, which is known to take all there is. */
    private static final Set<Waiter> WAITERS = EnumSet.complementOf(EnumSet.of(Waiter.CHRONICLE_SPIN));

    private final Effort effort;
    private final Map<Waiter, IdleCost.Result> results = new EnumMap<>(Waiter.class);

    IdleSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Processor time of a waiter";
    }

    @Override
    public void measure() {
        for (Waiter waiter : WAITERS) {
            results.put(waiter, IdleCost.measure(waiter, effort.idle()));
        }
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.3f %%", percent);
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("waiting in", "its thread", "its whole JVM");
        results.forEach((waiter, result) ->
                table.row(waiter.title(), percent(result.threadPercent()), percent(result.processPercent())));
        return "Of one core, over " + effort.idle().toMillis() + " ms, nothing happening:\n\n" + table;
    }

    private Figure figure(Waiter waiter, Waiter baseline, Goal goal) {
        double ours = results.get(waiter).threadPercent();
        double theirs = results.get(baseline).threadPercent();
        return new Figure(
                "idle: " + waiter.title(), percent(ours), baseline.title(), percent(theirs), "", goal.judge(ours));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                figure(Waiter.QUEUE_TAKE, Waiter.CHRONICLE_BALANCED, Goal.atMostPercent(1)),
                figure(Waiter.LOCK, Waiter.HEAP_TAKE, Goal.NONE));
    }
}
