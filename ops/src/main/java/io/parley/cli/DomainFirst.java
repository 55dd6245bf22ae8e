package io.parley.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * For commands whose first argument is the domain, because others follow: puts there what {@code --domain} says, or,
 * where an argument is missing, what the environment says. All other command lines stay as they are.
 */
final class DomainFirst {
    private static final List<String> OPTION = List.of("-d", "--domain");

    private final List<String> args;
    private CommandSpec command;
    private String domain;
    /** Where the last word is that names a command. */
    private int last = -1;

    private DomainFirst(CommandLine top, List<String> args) {
        this.args = args;
        this.command = top.getCommandSpec();
    }

    static String[] arrange(CommandLine top, String[] args, String fromEnvironment) {
        return new DomainFirst(top, new ArrayList<>(List.of(args)))
                .arrange(fromEnvironment)
                .toArray(new String[0]);
    }

    private List<String> arrange(String fromEnvironment) {
        List<String> original = List.copyOf(args);
        int arguments = 0;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (isDomain(arg)) {
                i = take(i);
            } else if (arg.startsWith("-") && arg.length() > 1) {
                i += valuesOf(arg);
            } else if (arguments == 0 && command.subcommands().containsKey(arg)) {
                command = command.subcommands().get(arg).getCommandSpec();
                last = i;
            } else {
                arguments++;
            }
        }
        if (!takesDomainFirst()) {
            return original;
        }
        boolean missing = domain == null && fromEnvironment != null && arguments < required();
        if (domain != null || missing) {
            args.add(last + 1, domain != null ? domain : fromEnvironment);
        }
        return args;
    }

    /** Whether an argument is the option, with its value or before it. */
    static boolean isDomain(String arg) {
        return OPTION.contains(arg) || arg.startsWith("--domain=");
    }

    /** Takes the option out; the place before what comes next. */
    private int take(int at) {
        String option = args.remove(at);
        if (option.contains("=")) {
            domain = option.substring(option.indexOf('=') + 1);
        } else if (at < args.size()) {
            domain = args.remove(at);
        }
        return at - 1;
    }

    private int valuesOf(String arg) {
        OptionSpec option = command.findOption(arg);
        return option == null || arg.contains("=") ? 0 : option.arity().min();
    }

    private boolean takesDomainFirst() {
        return !command.positionalParameters().isEmpty()
                && DomainArgument.LABEL.equals(first().paramLabel())
                && first().arity().min() > 0;
    }

    private PositionalParamSpec first() {
        return command.positionalParameters().get(0);
    }

    private int required() {
        return command.positionalParameters().stream()
                .map(ArgSpec::arity)
                .mapToInt(CommandLine.Range::min)
                .sum();
    }
}
