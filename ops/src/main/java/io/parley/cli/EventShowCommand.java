package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley event show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {"Says whether an event is set, and who waits for it.", "Changes nothing and holds nobody up."})
final class EventShowCommand extends ShowCommand {
    @Override
    Noun noun() {
        return Noun.EVENT;
    }
}
