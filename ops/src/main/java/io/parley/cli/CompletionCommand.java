package io.parley.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script that lets a shell complete parley's verbs and options.",
            "bash: source <(parley completion bash), in ~/.bashrc. zsh: the same with zsh, in ~/.zshrc."
        })
final class CompletionCommand implements Runnable {
    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    /** What can run the script, which finds out by itself in which of them it is. */
    enum Shell {
        BASH,
        ZSH
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine all = new CommandLine(new ParleyCli()); // this start may know no other verb
        out.print(AutoComplete.bash(all.getCommandName(), all));
        out.flush();
    }
}
