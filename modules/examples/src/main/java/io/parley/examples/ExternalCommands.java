package io.parley.examples;

import io.parley.process.CommandFailedException;
import io.parley.process.CommandOutputTooLongException;
import io.parley.process.CommandSpec;
import io.parley.process.CommandTimeoutException;
import io.parley.process.Commands;
import io.parley.process.CompletedCommand;
import io.parley.process.RunningCommand;
import io.parley.process.Stdio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * External programs: arguments, input, environment and directory; what fails, takes too long, or prints too much; and
 * one that is talked with while it runs.
 */
public final class ExternalCommands {
    private ExternalCommands() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        CompletedCommand list = Commands.run(CommandSpec.of("ls", "-d", "/").withCapture());
        System.out.println(list.args() + " exit code " + list.exitCode() + ": "
                + list.stdout().strip());

        CompletedCommand sorted = Commands.run(
                CommandSpec.of("sort").withInput("pear\napple\nfig\n").withCapture());
        System.out.println("sorted: " + sorted.stdout().lines().toList());

        CompletedCommand there = Commands.run(CommandSpec.shell("echo $GREETING from $(pwd)")
                .withDirectory(Path.of("/"))
                .withEnvironment("GREETING", "hello")
                .withCapture());
        System.out.print(there.stdout());

        fail();
        talk();
    }

    private static void fail() throws Exception {
        try {
            Commands.run(CommandSpec.shell("echo out of paper >&2; exit 4")
                    .withCapture()
                    .withCheck());
        } catch (CommandFailedException e) {
            System.out.println("failed with " + e.completed().exitCode() + ": "
                    + e.completed().stderr().strip());
        }
        try {
            Commands.run(CommandSpec.shell("echo so far; sleep 100 & sleep 100")
                    .withTimeout(Duration.ofMillis(500))
                    .withCapture());
        } catch (CommandTimeoutException e) {
            System.out.println(
                    "killed with its children, said: " + e.partial().stdout().strip());
        }
        try {
            Commands.run(CommandSpec.of("yes").withCapture().withMaxBytes(1_000_000));
        } catch (CommandOutputTooLongException e) {
            System.out.println("never stops printing: killed");
        }
        try {
            Commands.run(CommandSpec.of("no-such-program"));
        } catch (IOException e) {
            System.out.println(e.getMessage().split("=")[0]);
        }
    }

    private static void talk() throws Exception {
        CommandSpec upper = CommandSpec.of("tr", "a-z", "A-Z")
                .withPipedInput()
                .withStdout(Stdio.lines(line -> System.out.println("it says " + line)));
        try (RunningCommand command = Commands.start(upper)) {
            command.write("good morning\n");
            command.write("good night\n");
            command.closeInput();
            System.out.println("ended: " + command.onExit().get().isSuccess());
        }
    }
}
