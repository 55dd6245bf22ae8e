package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley lock}. */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at locks.",
            "There is no verb that takes a lock from its holder: from a dead one the next who asks takes it over, and a",
            "living one may be about to write what the lock guards."
        },
        subcommands = LockShowCommand.class)
final class LockCommand extends NounCommand {}
