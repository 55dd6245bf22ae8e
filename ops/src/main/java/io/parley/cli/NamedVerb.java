package io.parley.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line for one start: if its first word names a verb, with this one only. Picocli looks into the classes of
 * all verbs, at their options and at those of their nouns, which takes longer than most verbs do.
 *
 * <p>The class of the verb {@code jvm-flags} is called {@code JvmFlagsCommand}. Whoever calls a class otherwise, or
 * asks for the help of all, or mistypes a word, has all verbs.
 */
final class NamedVerb {
    private NamedVerb() {}

    /** Without verbs. */
    @Command
    static final class Alone extends RootCommand {}

    static CommandLine commandLine(String... args) {
        Class<?> verb = verb(firstWord(args));
        return verb == null ? new CommandLine(new ParleyCli()) : new CommandLine(new Alone()).addSubcommand(verb);
    }

    /** Behind the domain; empty if something else comes first. */
    private static String firstWord(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                return args[i];
            }
            if (!DomainFirst.isDomain(args[i])) {
                return "";
            }
            i += args[i].contains("=") ? 0 : 1;
        }
        return "";
    }

    /** Null if no class is called so. */
    private static Class<?> verb(String word) {
        StringBuilder name = new StringBuilder(NamedVerb.class.getPackageName()).append('.');
        boolean starts = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '-') {
                name.append(starts ? Character.toUpperCase(c) : c);
            }
            starts = c == '-';
        }
        try {
            Class<?> found = Class.forName(name.append("Command").toString());
            Command command = found.getAnnotation(Command.class);
            return command != null && command.name().equals(word) ? found : null;
        } catch (ClassNotFoundException | LinkageError noSuchVerb) {
            return null;
        }
    }
}
