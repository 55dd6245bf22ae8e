package io.parley.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An installed JDK or Java runtime: where its {@code java} is, and which version it has.
 *
 * @param directory where it is installed
 * @param version as in {@code 17.0.15}
 */
record JavaHome(Path directory, String version) {
    private static final String VERSION = "JAVA_VERSION=";

    /** The one in this directory; null is the one that runs this program. */
    static JavaHome at(Path directory) {
        Path own = Path.of(System.getProperty("java.home"));
        Path home = directory == null ? own : directory.toAbsolutePath().normalize();
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new IllegalArgumentException("no Java to start a child with: " + home + " has no bin/java that"
                    + " may be executed. Name a JDK with ProcessOptions.withJavaHome");
        }
        return new JavaHome(home, home.equals(own) ? Runtime.version().toString() : versionIn(home.resolve("release")));
    }

    private static String versionIn(Path release) {
        try {
            return of(Files.readAllLines(release), release);
        } catch (IOException e) {
            throw unknown(release, e);
        }
    }

    private static String of(List<String> lines, Path release) {
        for (String line : lines) {
            if (line.startsWith(VERSION)) {
                String version =
                        line.substring(VERSION.length()).replace("\"", "").strip();
                try {
                    Runtime.Version.parse(version);
                    return version;
                } catch (IllegalArgumentException e) {
                    throw unknown(release, e);
                }
            }
        }
        throw unknown(release, null);
    }

    private static IllegalArgumentException unknown(Path release, Exception cause) {
        return new IllegalArgumentException(
                "cannot tell the version of Java: " + release + " has no readable line " + VERSION
                        + "\"...\". Name a JDK of version 17 or later with ProcessOptions.withJavaHome",
                cause);
    }

    /** What starts a JVM. */
    String executable() {
        return directory.resolve("bin/java").toString();
    }

    /** Such as 17. */
    int feature() {
        return Runtime.Version.parse(version).feature();
    }

    /** Whether a flag that this JVM understands may be unknown to that one. */
    boolean differs() {
        return feature() != Runtime.version().feature();
    }
}
