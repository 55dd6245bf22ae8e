package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley array}. */
@Command(
        name = "array",
        mixinStandardHelpOptions = true,
        description = "Reads and changes elements of arrays of numbers.",
        subcommands = {ArrayGetCommand.class, ArraySliceCommand.class, ArraySetCommand.class})
final class ArrayCommand extends NounCommand {}
