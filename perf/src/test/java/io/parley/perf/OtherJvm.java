package io.parley.perf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM with this class path that a test runs to its end. */
public final class OtherJvm {
    private OtherJvm() {}

    /**
     * Runs it.
     *
     * @return what it printed on both outputs
     * @throws AssertionError if it failed
     */
    public static String run(List<String> flags, Map<String, String> environment, Class<?> main, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + ": " + command + "\n" + printed);
        }
        return printed;
    }
}
