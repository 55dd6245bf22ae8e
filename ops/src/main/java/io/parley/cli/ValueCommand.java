package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley value}. */
@Command(
        name = "value",
        mixinStandardHelpOptions = true,
        description = "Reads and changes numbers, truth values and texts.",
        subcommands = {ValueGetCommand.class, ValueSetCommand.class, ValueAddCommand.class, WatchCommand.class})
final class ValueCommand extends NounCommand {}
