package io.parley.internal.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child JVM: like this JVM's, plus what its spec says. */
public final class JvmCommand {
    private JvmCommand() {}

    /** The command, with environment and working directory; where its streams go is the caller's matter. */
    public static ProcessBuilder of(JvmSpec spec) {
        List<String> line = new ArrayList<>();
        Path home = spec.javaHome() == null ? Path.of(System.getProperty("java.home")) : spec.javaHome();
        line.add(home.resolve("bin/java").toString());
        line.addAll(NeededFlags.ofThisJvm());
        if (spec.inheritFlags()) {
            line.addAll(inheritable(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        }
        line.addAll(spec.jvmFlags());
        line.addAll(List.of("-cp", classPath(spec), spec.mainClass()));
        ProcessBuilder command = new ProcessBuilder(line);
        command.environment().putAll(spec.environment());
        if (spec.workingDirectory() != null) {
            command.directory(spec.workingDirectory().toFile());
        }
        return command;
    }

    private static String classPath(JvmSpec spec) {
        List<String> entries = new ArrayList<>();
        spec.classPath().forEach(path -> entries.add(path.toAbsolutePath().toString()));
        String surefire = System.getProperty("surefire.test.class.path", "");
        entries.add(surefire.isBlank() ? System.getProperty("java.class.path") : surefire);
        return String.join(":", entries);
    }

    /** Without agents and debuggers, whose ports are taken already. */
    static List<String> inheritable(List<String> arguments) {
        List<String> own = List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp", "-Xdebug");
        return arguments.stream()
                .filter(argument -> own.stream().noneMatch(argument::startsWith))
                .toList();
    }
}
