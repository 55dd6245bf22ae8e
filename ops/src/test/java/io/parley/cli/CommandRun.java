package io.parley.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** One call of the {@code parley} command in this JVM: exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(String... args) {
        return in(null, args);
    }

    /** The same where PARLEY_DOMAIN says that. */
    static CommandRun in(String domainOfEnvironment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine top = new CommandLine(new ParleyCli())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = ParleyCli.execute(top, domainOfEnvironment, args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The command in a JVM of its own, to be started. */
    static ProcessBuilder process(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(System.getProperty("parley.jvm.flags", "").strip().split("\\s+")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ParleyCli.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}
