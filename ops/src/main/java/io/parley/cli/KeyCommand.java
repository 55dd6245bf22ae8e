package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Keys that servers and clients of a domain prove to each other.",
        subcommands = KeyNewCommand.class)
final class KeyCommand extends NounCommand {}
