package io.parley.testkit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command that starts a child: like this JVM, plus what its builder says. */
final class JvmCommand {
    /** The flags that Parley needs, as the build gives them. */
    static final String FLAGS_PROPERTY = "parley.jvm.flags";

    /** More of them, for JVMs that live for a moment. */
    private static final String MORE_PROPERTY = "parley.test.jvm";

    private JvmCommand() {}

    static ProcessBuilder of(ForkedJvmBuilder options) {
        List<String> line = new ArrayList<>(options.prefix);
        line.add(options.javaHome.resolve("bin/java").toString());
        line.addAll(flags());
        line.addAll(split(System.getProperty(MORE_PROPERTY, "")));
        // Names of two generations of JDKs; the log is read as UTF-8 whatever the locale.
        for (String stream : List.of("stdout", "stderr")) {
            line.add("-D" + stream + ".encoding=UTF-8");
            line.add("-Dsun." + stream + ".encoding=UTF-8");
        }
        Seeds.chosen().ifPresent(seed -> line.add("-D" + Seeds.PROPERTY + "=" + seed));
        if (!options.plan.isEmpty()) {
            line.add("-Dparley.failpoints=true");
            line.add("-D" + Protocol.PLAN_PROPERTY + "=" + options.plan.toProperty());
        }
        options.properties.forEach((key, value) -> line.add("-D" + key + "=" + value));
        line.addAll(options.flags);
        line.addAll(ArchivedClasses.arguments(options, classPath()));
        line.addAll(List.of(ChildMain.class.getName(), options.main.getName()));
        line.addAll(options.args);
        ProcessBuilder command = new ProcessBuilder(line).directory(options.workingDirectory.toFile());
        command.environment().putAll(options.environment);
        return command;
    }

    /**
     * The class path of the tests. Surefire starts its JVM with one jar whose manifest names everything, and keeps the
     * real list in a property of its own.
     */
    static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path", "");
        return surefire.isBlank() ? System.getProperty("java.class.path") : surefire;
    }

    /** The property {@value #FLAGS_PROPERTY} split at white space or, without it, the arguments of this JVM. */
    static List<String> flags() {
        String property = System.getProperty(FLAGS_PROPERTY, "");
        return property.isBlank()
                ? inheritable(ManagementFactory.getRuntimeMXBean().getInputArguments())
                : split(property);
    }

    private static List<String> split(String flags) {
        return Arrays.stream(flags.split("\\s+"))
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /** Without agents (a debugger's port is taken already) and without what the child gets a value of its own for. */
    static List<String> inheritable(List<String> arguments) {
        List<String> own = List.of(
                "-agentlib:",
                "-agentpath:",
                "-javaagent:",
                "-Xrunjdwp",
                "-Xdebug",
                "-Dparley.failpoints",
                "-D" + Protocol.PLAN_PROPERTY,
                "-Djava.class.path",
                "-Dsun.java.command");
        return arguments.stream()
                .filter(argument -> own.stream().noneMatch(argument::startsWith))
                .toList();
    }
}
