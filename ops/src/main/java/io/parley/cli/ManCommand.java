package io.parley.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley man}. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a manual page for each verb: parley.1, parley-ls.1 and so on.",
            "Replaces pages of these names. man finds them in the directory man1 of one of those that manpath prints, or by",
            "man -l FILE."
        })
final class ManCommand implements Callable<Integer> {
    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = "Where to write them; created if it is not there.")
    private Path into;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try {
                Files.createDirectories(into);
                write(new CommandLine(new ParleyCli()).getCommandSpec(), out); // this start may know no other verb
            } catch (IOException e) {
                throw CommandFailure.failed("cannot write to " + into + ": " + e);
            }
            return ExitCode.OK;
        });
    }

    private void write(CommandSpec command, PrintWriter out) throws IOException {
        Path file = into.resolve(ManPage.name(command) + ".1");
        Files.writeString(file, ManPage.of(command, RootCommand.Version.text()));
        out.println("wrote " + file);
        for (CommandLine each : command.subcommands().values()) {
            write(each.getCommandSpec(), out);
        }
    }
}
