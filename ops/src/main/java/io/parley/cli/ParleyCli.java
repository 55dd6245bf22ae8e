package io.parley.cli;

import io.parley.cli.demo.DemoCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code parley} command: 0 fine, 1 failed, 2 called in a wrong way, 4 not found. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = ParleyCli.Version.class,
        description = "Shared-memory multiprocessing for the JVM.",
        subcommands = {
            DemoCommand.class,
            ExampleCommand.class,
            PsCommand.class,
            ReapCommand.class,
            DiagnoseCommand.class,
            MapCommand.class,
            ServeCommand.class,
            KeyCommand.class,
            JvmFlagsCommand.class
        })
public final class ParleyCli implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ParleyCli()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** From what Maven puts into the jar. */
    static final class Version implements IVersionProvider {
        private static final String POM = "/META-INF/maven/io.parley/parley-cli/pom.properties";

        @Override
        public String[] getVersion() throws IOException {
            Properties pom = new Properties();
            try (InputStream in = ParleyCli.class.getResourceAsStream(POM)) {
                if (in != null) {
                    pom.load(in);
                }
            }
            return new String[] {
                "parley " + pom.getProperty("version", "(not from a jar)"),
                "Java " + System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name")
            };
        }
    }
}
