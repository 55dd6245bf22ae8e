package io.parley.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before the verbs. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Shared-memory multiprocessing for the JVM.")
abstract class RootCommand implements Runnable {
    @Option(
            names = {"-d", "--domain"},
            paramLabel = "NAME|PATH",
            description = "The domain, for the commands that look at one; they take the option as well.")
    private String domain;

    private String domainOfEnvironment;

    @Spec
    private CommandSpec spec;

    final void setDomainOfEnvironment(String domain) {
        domainOfEnvironment = domain;
    }

    /** What the user named before the command, or in the environment; null for nothing. */
    final String domain() {
        return domain != null ? domain : domainOfEnvironment;
    }

    @Override
    public final void run() {
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
