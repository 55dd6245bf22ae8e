package io.parley.internal.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What JVM to start: everything that must be the same for one started earlier to serve instead.
 *
 * @param mainClass whose main method runs
 * @param preload names of classes that a JVM started in advance initialises before it is needed
 * @param jvmFlags after those that are inherited
 * @param inheritFlags whether this JVM's flags are passed on
 * @param environment beside what is inherited
 * @param classPath in front of this JVM's
 * @param workingDirectory null for this process's
 * @param javaHome null for this JVM's
 * @param classDataSharing whether an archive of loaded classes may be used
 */
public record JvmSpec(
        String mainClass,
        List<String> preload,
        List<String> jvmFlags,
        boolean inheritFlags,
        Map<String, String> environment,
        List<Path> classPath,
        Path workingDirectory,
        Path javaHome,
        boolean classDataSharing) {}
