package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley hist}. */
@Command(
        name = "hist",
        mixinStandardHelpOptions = true,
        description = "Looks at histograms of latencies.",
        subcommands = {HistShowCommand.class, HistPlotCommand.class, HistExportCommand.class})
final class HistCommand extends NounCommand {}
