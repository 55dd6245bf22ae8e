package io.parley.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a child JVM is started. {@link #defaults()}, and a {@code with} method for each thing that differs; the defaults
 * are what this JVM was started with.
 *
 * <pre>{@code
 * try (ProcessFactory small = parley.processes(o -> o.withHeap("64m").withJvmFlags("-XX:+UseSerialGC"))) {
 *     small.process("pricer", () -> price()).start();
 * }
 * }</pre>
 *
 * <p>A child has this program's class path and module path, however the program was launched, and the flags that Parley
 * needs. The environment variables from which a JVM takes flags are inherited like all others, without agents. Every
 * child finds in {@code PARLEY_DEPTH} how many Parley processes are above it; more than 16, or what
 * {@code -Dparley.process.maxDepth} says, are refused.
 *
 * <p>The first start of a kind builds, in the background, an archive of loaded classes with which later ones are
 * faster. It lies with the domains of this user in shared memory, or where {@code -Dparley.cds.dir} says, which may be
 * a disk; {@code -Dparley.cds=off} does without. The JDK makes none if directories are on the class path.
 *
 * <p><b>Threading:</b> immutable. <b>Differs from Python:</b> where {@code set_executable} and the interpreter's flags
 * are settings of the whole program, these belong to each {@link ProcessFactory}.
 *
 * @param jvmFlags flags after those that the child inherits, such as {@code -Xmx256m}; the last one of a kind counts
 * @param inheritFlags whether the flags of this JVM are the child's too; what is for one process only never is: agents,
 *     debuggers, ports for JMX, recordings, log files without {@code %p} in their name
 * @param systemProperties set in the child before the target is loaded; they travel with the target and are never on
 *     the command line
 * @param environment variables beside those that the child inherits
 * @param classPath entries in front of this JVM's class path
 * @param workingDirectory the child's; null is this JVM's
 * @param javaHome the JDK or Java runtime, which may have another version, from 17 on; null is this JVM's
 * @param stdout where the child's standard output goes
 * @param stderr where the child's standard error goes
 * @param classDataSharing whether an archive of loaded classes may make the start faster
 * @param preload names of classes that a JVM initialises if it is started before it is needed; see
 *     {@link ProcessFactory#warm}
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
        boolean classDataSharing,
        List<String> preload) {
    private static final ProcessOptions DEFAULTS = new ProcessOptions(
            List.of(),
            true,
            Map.of(),
            Map.of(),
            List.of(),
            null,
            null,
            Stdio.inherit(),
            Stdio.inherit(),
            true,
            List.of());

    /**
     * Copies what could change.
     *
     * @param jvmFlags flags after those that the child inherits, such as {@code -Xmx256m}; the last one of a kind
     *     counts
     * @param inheritFlags whether the flags of this JVM are the child's too; what is for one process only never is:
     *     agents, debuggers, ports for JMX, recordings, log files without {@code %p} in their name
     * @param systemProperties set in the child before the target is loaded; they travel with the target and are never
     *     on the command line
     * @param environment variables beside those that the child inherits
     * @param classPath entries in front of this JVM's class path
     * @param workingDirectory the child's; null is this JVM's
     * @param javaHome the JDK or Java runtime, which may have another version, from 17 on; null is this JVM's
     * @param stdout where the child's standard output goes
     * @param stderr where the child's standard error goes
     * @param classDataSharing whether an archive of loaded classes may make the start faster
     * @param preload names of classes that a JVM initialises if it is started before it is needed; see
     *     {@link ProcessFactory#warm}
     */
    public ProcessOptions {
        jvmFlags = List.copyOf(jvmFlags);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
        preload = List.copyOf(preload);
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
     * @param more such as {@code -XX:+UseSerialGC}; a flag and its value are one text, with {@code =} between them
     * @return a copy
     */
    public ProcessOptions withJvmFlags(String... more) {
        return change(draft -> draft.jvmFlags.addAll(List.of(more)));
    }

    /**
     * Sets the largest heap. What this JVM was told about its heap is not inherited then.
     *
     * @param size as in {@code -Xmx}: {@code 256m}, {@code 2g}
     * @return a copy
     */
    public ProcessOptions withHeap(String size) {
        return withJvmFlags("-Xmx" + size);
    }

    /**
     * Sets whether the child has this JVM's flags.
     *
     * @param inherit false for a child with {@link #jvmFlags} only, and those that Parley needs
     * @return a copy
     */
    public ProcessOptions withInheritFlags(boolean inherit) {
        return change(draft -> draft.inheritFlags = inherit);
    }

    /**
     * Sets a system property of the child.
     *
     * @param key its name
     * @param value its value
     * @return a copy
     */
    public ProcessOptions withSystemProperty(String key, String value) {
        return change(draft -> put(draft.systemProperties, key, value));
    }

    /**
     * Sets an environment variable of the child.
     *
     * @param key its name
     * @param value its value
     * @return a copy
     */
    public ProcessOptions withEnvironment(String key, String value) {
        return change(draft -> put(draft.environment, key, value));
    }

    /**
     * Puts directories or jars in front of the class path, behind those that were added before.
     *
     * @param more the entries; relative ones are relative to this JVM's working directory
     * @return a copy
     */
    public ProcessOptions withClassPath(Path... more) {
        return change(draft -> draft.classPath.addAll(List.of(more)));
    }

    /**
     * Sets the working directory.
     *
     * @param directory an existing one; null is this JVM's
     * @return a copy
     */
    public ProcessOptions withWorkingDirectory(Path directory) {
        return change(draft -> draft.workingDirectory = directory);
    }

    /**
     * Sets the Java that runs the child.
     *
     * @param directory the JDK or runtime, the one with {@code bin/java} in it; null is this JVM's
     * @return a copy
     */
    public ProcessOptions withJavaHome(Path directory) {
        return change(draft -> draft.javaHome = directory);
    }

    /**
     * Sends standard output somewhere else.
     *
     * @param target where
     * @return a copy
     */
    public ProcessOptions withStdout(Stdio target) {
        return change(draft -> draft.stdout = target);
    }

    /**
     * Sends standard error somewhere else.
     *
     * @param target where
     * @return a copy
     */
    public ProcessOptions withStderr(Stdio target) {
        return change(draft -> draft.stderr = target);
    }

    /**
     * Sets whether an archive of loaded classes may be used, and built if there is none.
     *
     * @param allowed false to start without
     * @return a copy
     */
    public ProcessOptions withClassDataSharing(boolean allowed) {
        return change(draft -> draft.classDataSharing = allowed);
    }

    /**
     * Adds classes that a JVM which is started before it is needed initialises while it waits. Python's
     * {@code set_forkserver_preload}. The archive of loaded classes gets them as well.
     *
     * @param more classes that the target will use; they are found by their names
     * @return a copy
     */
    public ProcessOptions withPreload(Class<?>... more) {
        return change(draft -> {
            for (Class<?> one : more) {
                draft.preload.add(one.getName());
            }
        });
    }

    private static void put(Map<String, String> map, String key, String value) {
        map.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    private ProcessOptions change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The same, open for one change. */
    private static final class Draft {
        private final List<String> jvmFlags;
        private boolean inheritFlags;
        private final Map<String, String> systemProperties;
        private final Map<String, String> environment;
        private final List<Path> classPath;
        private Path workingDirectory;
        private Path javaHome;
        private Stdio stdout;
        private Stdio stderr;
        private boolean classDataSharing;
        private final List<String> preload;

        Draft(ProcessOptions options) {
            jvmFlags = new ArrayList<>(options.jvmFlags);
            inheritFlags = options.inheritFlags;
            systemProperties = new LinkedHashMap<>(options.systemProperties);
            environment = new LinkedHashMap<>(options.environment);
            classPath = new ArrayList<>(options.classPath);
            workingDirectory = options.workingDirectory;
            javaHome = options.javaHome;
            stdout = options.stdout;
            stderr = options.stderr;
            classDataSharing = options.classDataSharing;
            preload = new ArrayList<>(options.preload);
        }

        ProcessOptions options() {
            return new ProcessOptions(
                    jvmFlags,
                    inheritFlags,
                    systemProperties,
                    environment,
                    classPath,
                    workingDirectory,
                    javaHome,
                    stdout,
                    stderr,
                    classDataSharing,
                    preload);
        }
    }
}
