package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley event}. */
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        description = "Looks at events, sets and clears them.",
        subcommands = {EventShowCommand.class, EventSetCommand.class, EventClearCommand.class})
final class EventCommand extends NounCommand {}
