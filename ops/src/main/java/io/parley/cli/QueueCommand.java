package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley queue}. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = {
            "Looks into durable queues, replays, records and prunes them, and puts messages into them.",
            "Messages are shown as text where their codec is one of Parley's own, else as hexadecimal bytes."
        },
        subcommands = {
            QueueCatCommand.class,
            QueueTailCommand.class,
            QueuePutCommand.class,
            QueueSubscribersCommand.class,
            QueueDeadLettersCommand.class,
            QueueExportCommand.class,
            QueueHzCommand.class,
            QueueVerifyCommand.class,
            QueueReplayCommand.class,
            QueueRecordCommand.class,
            QueuePruneCommand.class
        })
final class QueueCommand extends NounCommand {}
