package io.parley.cli;

import io.parley.internal.process.NeededFlags;
import io.parley.process.CommandSpec;
import io.parley.process.CommandTimeoutException;
import io.parley.process.Commands;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley example}. */
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one of the examples, in a JVM of its own: parley example E2E-23",
            "The numbers are those of the programs in five tutorials on Python's multiprocessing."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it ran", "1:it failed", "2:usage", "4:there is no such example, or none that runs yet"})
final class ExampleCommand implements Callable<Integer> {
    private static final String INDEX = "io.parley.examples.Programs";

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    /** Exactly one of these. */
    static final class Choice {
        @Option(names = "--list", description = "Lists the programs of the tutorials, and the classes that show them.")
        private boolean list;

        @Parameters(paramLabel = "EXAMPLE", description = "The number of a program, or the name of any other example.")
        private String name;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Path classes = examples();
        if (!Files.isDirectory(classes)) {
            err.println("parley example: no examples at " + classes + "; start this with ops/bin/parley, which builds"
                    + " them");
            return ExitCode.FAILED;
        }
        try {
            return Commands.run(command(classes).withInheritedInput()).exitCode();
        } catch (IOException | CommandTimeoutException e) {
            err.println("parley example: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** Beside {@code ops}, in the directory that the launcher names. */
    private static Path examples() {
        return Path.of(System.getProperty("parley.home", ""), "modules", "examples", "target", "classes");
    }

    private CommandSpec command(Path classes) {
        List<String> arguments = new ArrayList<>(NeededFlags.ofThisJvm());
        arguments.add("-cp");
        arguments.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
        arguments.add(INDEX);
        arguments.add(choice.list ? "--list" : choice.name);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return CommandSpec.of(java.toString(), arguments.toArray(String[]::new));
    }
}
