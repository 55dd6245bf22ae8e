package io.parley.cli;

import io.parley.cli.output.Nanos;
import io.parley.cli.output.Page;
import io.parley.cli.output.Table;
import picocli.CommandLine.Command;

/** {@code parley hist show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the percentiles of a histogram: so many percent took at most so long.",
            "Everything since it was created, of all processes. Changes nothing and holds nobody up."
        })
final class HistShowCommand extends HistView {
    @Override
    Distribution distribution(Distribution.Counts counts) {
        return Distribution.of(counts);
    }

    @Override
    void print(Distribution latencies, Page page) {
        Table table = new Table(">PERCENT", ">AT MOST", ">NS");
        latencies
                .percentiles()
                .forEach(each -> table.row(each.label(), Nanos.text(each.ns(), page.terminal()), each.ns()));
        page.table(table);
    }
}
