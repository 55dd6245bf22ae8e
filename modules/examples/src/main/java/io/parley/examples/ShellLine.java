package io.parley.examples;

import io.parley.process.CommandSpec;
import io.parley.process.Commands;
import io.parley.process.CompletedCommand;

/** A line for the shell: its output goes where ours goes, or is captured. */
public final class ShellLine {
    private ShellLine() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        CompletedCommand completed = Commands.run(CommandSpec.shell("echo one line | tr a-z A-Z"));
        System.out.println("args " + completed.args() + ", exit code " + completed.exitCode());

        CompletedCommand captured =
                Commands.run(CommandSpec.shell("echo captured; exit 3").withCapture());
        System.out.println("stdout '" + captured.stdout().strip() + "', exit code " + captured.exitCode());

        // What comes from elsewhere is passed as an argument, never as a part of the line.
        String name = "; rm -rf everything";
        System.out.print(Commands.run(
                        CommandSpec.shell("printf 'hello %s\\n' \"$1\"", name).withCapture())
                .stdout());
    }
}
