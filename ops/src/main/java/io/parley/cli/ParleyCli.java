package io.parley.cli;

import io.parley.cli.demo.DemoCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code parley} command; {@link ExitCode} says what scripts learn from it. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = ParleyCli.Version.class,
        description = "Shared-memory multiprocessing for the JVM.",
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
public final class ParleyCli implements Runnable {
    @Option(
            names = {"-d", "--domain"},
            paramLabel = "NAME|PATH",
            description = "The domain, for the commands that look at one; they take the option as well.")
    private String domain;

    private String domainOfEnvironment;

    @Spec
    private CommandSpec spec;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(execute(new CommandLine(new ParleyCli()), System.getenv(Domains.VARIABLE), args));
    }

    /** Runs a command line, with the domain that the environment names; null for none. */
    static int execute(CommandLine top, String domainOfEnvironment, String... args) {
        ((ParleyCli) top.getCommandSpec().userObject()).domainOfEnvironment = domainOfEnvironment;
        top.setCaseInsensitiveEnumValuesAllowed(true);
        return top.execute(DomainFirst.arrange(top, args, domainOfEnvironment));
    }

    /** What the user named before the command, or in the environment; null for nothing. */
    String domain() {
        return domain != null ? domain : domainOfEnvironment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** From what Maven puts into the jar. */
    static final class Version implements IVersionProvider {
        private static final String POM = "/META-INF/maven/io.parley/parley-cli/pom.properties";

        /** Of Parley. */
        static String text() {
            Properties pom = new Properties();
            try (InputStream in = ParleyCli.class.getResourceAsStream(POM)) {
                if (in != null) {
                    pom.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return pom.getProperty("version", "(not from a jar)");
        }

        @Override
        public String[] getVersion() {
            return new String[] {
                "parley " + text(),
                "Java " + System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name")
            };
        }
    }
}
