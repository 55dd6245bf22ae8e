package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley barrier}. */
@Command(
        name = "barrier",
        mixinStandardHelpOptions = true,
        description = "Looks at barriers, and makes broken ones usable again.",
        subcommands = {BarrierShowCommand.class, BarrierResetCommand.class})
final class BarrierCommand extends NounCommand {}
