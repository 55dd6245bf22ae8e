package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley semaphore}. */
@Command(
        name = "semaphore",
        mixinStandardHelpOptions = true,
        description = "Looks at semaphores, and adds permits.",
        subcommands = {SemaphoreShowCommand.class, SemaphoreReleaseCommand.class})
final class SemaphoreCommand extends NounCommand {}
