package io.parley.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A manual page, in roff with the macros {@code man}, from what picocli knows of a command. Picocli's own generator
 * writes AsciiDoc, for which the build would need a converter that is larger than the command.
 */
final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** The page's name: {@code parley-map-get}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** The page. */
    static String of(CommandSpec command, String version) {
        ManPage page = new ManPage();
        page.line(".TH \"" + escape(name(command).toUpperCase(Locale.ROOT)) + "\" \"1\" \"\" \"Parley "
                + escape(version) + "\" \"Parley\"");
        page.head(command);
        page.arguments(command);
        page.options(command);
        page.commands(command);
        page.surroundings();
        page.seeAlso(command);
        return page.text.toString();
    }

    private void head(CommandSpec command) {
        section("NAME");
        line(escape(name(command) + " - " + brief(command)));
        section("SYNOPSIS");
        String synopsis = new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
        String called = command.qualifiedName();
        line("\\fB" + escape(called) + "\\fR" + escape(synopsis.substring(called.length())));
        section("DESCRIPTION");
        for (String each : command.usageMessage().description()) {
            line(escape(each));
        }
    }

    private void arguments(CommandSpec command) {
        List<PositionalParamSpec> arguments = command.positionalParameters();
        if (!arguments.isEmpty()) {
            section("ARGUMENTS");
        }
        for (PositionalParamSpec each : arguments) {
            entry("\\fI" + escape(each.paramLabel()) + "\\fR", each.description());
        }
    }

    private void options(CommandSpec command) {
        section("OPTIONS");
        List<OptionSpec> options = command.options().stream()
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
        for (OptionSpec each : options) {
            String value = each.arity().max() == 0 ? "" : "=\\fI" + escape(each.paramLabel()) + "\\fR";
            entry(
                    Stream.of(each.names())
                                    .map(name -> "\\fB" + escape(name) + "\\fR")
                                    .collect(Collectors.joining(", "))
                            + value,
                    each.description());
        }
    }

    private void commands(CommandSpec command) {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
        }
        for (CommandLine each : command.subcommands().values()) {
            entry(reference(each.getCommandSpec()), brief(each.getCommandSpec()));
        }
    }

    private void surroundings() {
        section("EXIT STATUS");
        entry("0", "Done.");
        entry("1", "Tried, and failed.");
        entry("2", "Called in a wrong way; nothing was tried.");
        entry("3", "Done, and what was looked at is not in order.");
        entry("4", "What it is about does not exist.");
        section("ENVIRONMENT");
        entry("\\fBPARLEY_DOMAIN\\fR", "The domain of commands that are not told which.");
        entry("\\fBNO_COLOR\\fR", "If it is set to anything, there are no colours.");
    }

    private void seeAlso(CommandSpec command) {
        CommandSpec above = command.parent();
        if (above != null) {
            section("SEE ALSO");
            line(reference(above));
        }
    }

    private static String reference(CommandSpec command) {
        return "\\fB" + escape(name(command)) + "\\fR(1)";
    }

    /** The first sentence of its description. */
    private static String brief(CommandSpec command) {
        String all = String.join(" ", command.usageMessage().description());
        return all.split("[.:](?= |$)", 2)[0];
    }

    private void section(String name) {
        line(".SH " + name);
    }

    private void entry(String what, String... description) {
        line(".TP");
        line(what);
        for (String each : description) {
            line(escape(each));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /**
     * As it is read, not as roff takes it: backslashes, hyphens that are to be copied, lines that begin with a control.
     */
    private static String escape(String plain) {
        String escaped = plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("%n", " ")
                .replace("%%", "%");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
