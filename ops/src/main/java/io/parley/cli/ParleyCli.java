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
            TopCommand.class,
            PsCommand.class,
            RmCommand.class,
            ReapCommand.class,
            DiagnoseCommand.class,
            ValueCommand.class,
            ArrayCommand.class,
            LockCommand.class,
            SemaphoreCommand.class,
            EventCommand.class,
            BarrierCommand.class,
            HistCommand.class,
            LatencyCommand.class,
            QueueCommand.class,
            DoctorCommand.class,
            BundleCommand.class,
            MapCommand.class,
            BenchCommand.class,
            ServeCommand.class,
            KeyCommand.class,
            JvmFlagsCommand.class,
            CompletionCommand.class,
            ManCommand.class
        })
public final class ParleyCli extends RootCommand {
    /** Entry point. */
    public static void main(String[] args) {
        System.exit(execute(NamedVerb.commandLine(args), System.getenv(Domains.VARIABLE), args));
    }

    /** Runs a command line, with the domain that the environment names; null for none. */
    static int execute(CommandLine top, String domainOfEnvironment, String... args) {
        ((RootCommand) top.getCommandSpec().userObject()).setDomainOfEnvironment(domainOfEnvironment);
        top.setCaseInsensitiveEnumValuesAllowed(true);
        return top.execute(DomainFirst.arrange(top, args, domainOfEnvironment));
    }
}
