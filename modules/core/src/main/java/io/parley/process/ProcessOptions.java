package io.parley.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a child JVM is started. {@link #defaults()}, and a {@code with} method for each thing that differs; the defaults
 * are what this JVM was started with.
 *
 * @param jvmFlags flags after those that the child inherits, such as {@code -Xmx256m}; the last one of a kind counts
 * @param inheritFlags whether the flags of this JVM are the child's too; agents, debuggers and their ports never are
 * @param systemProperties set in the child before the target is loaded; they travel with the target and are never on
 *     the command line
 * @param environment variables beside those that the child inherits
 * @param classPath entries in front of this JVM's class path
 * @param workingDirectory the child's; null is this JVM's
 * @param javaHome the JDK; null is this JVM's
 * @param stdout where the child's standard output goes
 * @param stderr where the child's standard error goes
 * @param classDataSharing whether an archive of loaded classes may make the start faster
 */
public record ProcessOptions(
        List<String> jvmFlags,
        boolean inheritFlags,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        List<Path> classPath,
        Path workingDirectory,
        Path javaHome,
        Stdio stdout,
        Stdio stderr,
        boolean classDataSharing) {
    private static final ProcessOptions DEFAULTS = new ProcessOptions(
            List.of(), true, Map.of(), Map.of(), List.of(), null, null, Stdio.inherit(), Stdio.inherit(), true);

    /** Copies what could change. */
    public ProcessOptions {
        jvmFlags = List.copyOf(jvmFlags);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
    }

    /**
     * A child like this JVM.
     *
     * @return the defaults
     */
    public static ProcessOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Adds flags of the JVM.
     *
     * @param more such as {@code -XX:+UseSerialGC}
     * @return a copy
     */
    public ProcessOptions withJvmFlags(String... more) {
        List<String> all = new ArrayList<>(jvmFlags);
        all.addAll(List.of(more));
        return new ProcessOptions(
                all,
                inheritFlags,
                systemProperties,
                environment,
                classPath,
                workingDirectory,
                javaHome,
                stdout,
                stderr,
                classDataSharing);
    }

    /**
     * Sets the largest heap.
     *
     * @param size as in {@code -Xmx}: {@code 256m}, {@code 2g}
     * @return a copy
     */
    public ProcessOptions withHeap(String size) {
        return withJvmFlags("-Xmx" + size);
    }

    /**
     * Sets a system property of the child.
     *
     * @param key its name
     * @param value its value
     * @return a copy
     */
    public ProcessOptions withSystemProperty(String key, String value) {
        return new ProcessOptions(
                jvmFlags,
                inheritFlags,
                with(systemProperties, key, value),
                environment,
                classPath,
                workingDirectory,
                javaHome,
                stdout,
                stderr,
                classDataSharing);
    }

    /**
     * Sets an environment variable of the child.
     *
     * @param key its name
     * @param value its value
     * @return a copy
     */
    public ProcessOptions withEnvironment(String key, String value) {
        return new ProcessOptions(
                jvmFlags,
                inheritFlags,
                systemProperties,
                with(environment, key, value),
                classPath,
                workingDirectory,
                javaHome,
                stdout,
                stderr,
                classDataSharing);
    }

    private static Map<String, String> with(Map<String, String> old, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(old);
        all.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return all;
    }

    /**
     * Sends standard output somewhere else.
     *
     * @param target where
     * @return a copy
     */
    public ProcessOptions withStdout(Stdio target) {
        return new ProcessOptions(
                jvmFlags,
                inheritFlags,
                systemProperties,
                environment,
                classPath,
                workingDirectory,
                javaHome,
                target,
                stderr,
                classDataSharing);
    }

    /**
     * Sends standard error somewhere else.
     *
     * @param target where
     * @return a copy
     */
    public ProcessOptions withStderr(Stdio target) {
        return new ProcessOptions(
                jvmFlags,
                inheritFlags,
                systemProperties,
                environment,
                classPath,
                workingDirectory,
                javaHome,
                stdout,
                target,
                classDataSharing);
    }
}
