package io.parley.cli;

import io.parley.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** For commands that change something: they say what, and ask, or are told not to. */
final class Confirmation {
    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Says what is about to be done, and whether to do it. Asks at the keyboard; where there is none, refuses.
     *
     * @param steps a line for each
     */
    boolean allows(List<String> steps, PrintWriter out) {
        steps.forEach(step -> out.println((dryRun ? "would " : "") + step));
        out.flush();
        if (dryRun || yes) {
            return !dryRun;
        }
        if (!Terminal.isStdinTerminal()) {
            throw CommandFailure.usage("nothing was done: nobody can be asked, standard input is no terminal")
                    .next(command.qualifiedName() + " --yes ...");
        }
        PrintWriter err = command.commandLine().getErr();
        err.print("Go on? [y/N] ");
        err.flush();
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String answer = in.readLine();
            return answer != null && answer.strip().matches("(?i)y(es)?");
        } catch (IOException e) {
            throw CommandFailure.failed("nothing was done: cannot read the answer: " + e);
        }
    }
}
