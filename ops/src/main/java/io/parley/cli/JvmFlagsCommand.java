package io.parley.cli;

import io.parley.internal.process.NeededFlags;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley jvm-flags}. */
@Command(
        name = "jvm-flags",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the JVM flags that programs with a Parley queue are started with, one a line:",
            "parley jvm-flags > parley.jvm; java @parley.jvm -cp ..."
        })
final class JvmFlagsCommand implements Runnable {
    @Option(
            names = "--jdk",
            paramLabel = "N",
            description = "For JDK N; default: the one that runs this command. From 23 on there are more.")
    private int jdk = Runtime.version().feature();

    @ArgGroup
    private Tool tool = new Tool();

    @Spec
    private CommandSpec spec;

    /** At most one of these. */
    static final class Tool {
        @Option(names = "--maven", description = "As a property and a Surefire configuration for a pom.xml.")
        private boolean maven;

        @Option(names = "--gradle", description = "As a snippet for a build.gradle.kts.")
        private boolean gradle;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> flags = NeededFlags.of(jdk);
        if (tool.maven) {
            out.println(maven(flags));
        } else if (tool.gradle) {
            out.println(gradle(flags));
        } else {
            flags.forEach(out::println);
        }
        out.flush();
    }

    private static String maven(List<String> flags) {
        return """
                <properties>
                  <parley.jvm.flags>%s</parley.jvm.flags>
                  <argLine/>
                </properties>
                <!-- in build/plugins; also for maven-failsafe-plugin -->
                <plugin>
                  <artifactId>maven-surefire-plugin</artifactId>
                  <configuration>
                    <argLine>@{argLine} ${parley.jvm.flags}</argLine>
                  </configuration>
                </plugin>""".formatted(String.join(" ", flags));
    }

    private static String gradle(List<String> flags) {
        return """
                val parleyJvmFlags = listOf(
                    "%s")
                tasks.withType<Test> { jvmArgs(parleyJvmFlags) }
                tasks.withType<JavaExec> { jvmArgs(parleyJvmFlags) }""".formatted(String.join("\",\n    \"", flags));
    }
}
