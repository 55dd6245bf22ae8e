package io.parley.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Keys that servers and clients of a domain prove to each other.",
        subcommands = KeyNewCommand.class)
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
