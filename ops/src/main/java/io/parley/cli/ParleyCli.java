package io.parley.cli;

import io.parley.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code parley} command with all its verbs; {@link ExitCode} says what scripts learn from it. */
@Command(
        subcommands = {
            DemoCommand.class,
            ExampleCommand.class,
            LsCommand.class,
            StatCommand.class,
            TreeCommand.class,
            WatchCommand.class,
            PsCommand.class,
            RmCommand.class,
            ReapCommand.class,
            DiagnoseCommand.class,
            MapCommand.class,
            ServeCommand.class,
            KeyCommand.class,
            JvmFlagsCommand.class
        })
public final class ParleyCli extends TopCommand {
    /** Entry point. */
    public static void main(String[] args) {
        System.exit(execute(NamedVerb.commandLine(args), System.getenv(Domains.VARIABLE), args));
    }

    /** Runs a command line, with the domain that the environment names; null for none. */
    static int execute(CommandLine top, String domainOfEnvironment, String... args) {
        ((TopCommand) top.getCommandSpec().userObject()).setDomainOfEnvironment(domainOfEnvironment);
        top.setCaseInsensitiveEnumValuesAllowed(true);
        return top.execute(DomainFirst.arrange(top, args, domainOfEnvironment));
    }
}
