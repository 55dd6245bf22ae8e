package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley barrier show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Says who has arrived at a barrier, and whether and why it is broken.",
            "Changes nothing and holds nobody up.",
            "Exit code 3 if it is broken."
        })
final class BarrierShowCommand extends ShowCommand {
    @Override
    Noun noun() {
        return Noun.BARRIER;
    }
}
