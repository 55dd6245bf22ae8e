package io.parley.cli;

import io.parley.cli.output.Json;
import io.parley.cli.output.Page;
import io.parley.cli.output.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints what it found, and whether it does so again and again. */
final class OutputOptions {
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J\u001b[3J";

    @Option(names = "--json", description = "Prints JSON; docs/operating/command.md says where its schema is.")
    private boolean json;

    @Option(
            names = "--watch",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Looks again after that time, such as 500ms, 1s or 1m, until it is interrupted.")
    private Duration every;

    @Option(names = "--rounds", paramLabel = "N", description = "With --watch: ends after so many looks.")
    private long rounds = Long.MAX_VALUE;

    @Mixin
    private ColourOption colour;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    boolean isJson() {
        return json;
    }

    /** Where to print for people. */
    Page page(PrintWriter out) {
        return new Page(out, Terminal.ofStdout(colour.colour()), Terminal.columns());
    }

    /**
     * Prints what is found, once or again and again; the last find.
     *
     * @param schema its name
     */
    <T extends Record> T show(String schema, PrintWriter out, Supplier<T> finder, Printer<T> printer) {
        if (rounds < 1) {
            throw CommandFailure.usage("--rounds must be 1 or more, was " + rounds);
        }
        T found = look(schema, out, finder, printer);
        for (long round = 1; every != null && round < rounds; round++) {
            LockSupport.parkNanos(every.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            found = look(schema, out, finder, printer);
        }
        return found;
    }

    private <T extends Record> T look(String schema, PrintWriter out, Supplier<T> finder, Printer<T> printer) {
        T found = finder.get();
        if (json) {
            Json.print(schema, found, out, every == null);
        } else {
            Page page = page(out);
            if (every != null) {
                head(page);
            }
            printer.print(found, page);
        }
        out.flush();
        return found;
    }

    /** Prints a find for people. */
    @FunctionalInterface
    interface Printer<T> {
        /** Prints it. */
        void print(T found, Page page);
    }

    private void head(Page page) {
        String time = LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
        if (Terminal.isStdoutTerminal()) {
            page.out().print(CLEAR_SCREEN);
        }
        page.line(command.qualifiedName() + "  " + time);
    }
}
