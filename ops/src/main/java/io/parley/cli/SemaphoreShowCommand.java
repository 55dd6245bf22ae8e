package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley semaphore show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Says how many permits a semaphore has, who has leased some, and who waits.",
            "Changes nothing and holds nobody up."
        })
final class SemaphoreShowCommand extends ShowCommand {
    @Override
    Noun noun() {
        return Noun.SEMAPHORE;
    }
}
