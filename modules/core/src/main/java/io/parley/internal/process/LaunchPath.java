package io.parley.internal.process;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where this program's classes are, however it was launched: from directories and jars, as one jar with a class path in
 * its manifest, from modules, by a test runner, or inside the JVM of a build tool, whose own class path is another.
 *
 * @param classPath directories and jars, absolute
 * @param modulePath the same for modules; empty if there are none
 * @param module the one that Parley is in; null if it is on the class path
 */
record LaunchPath(List<String> classPath, List<String> modulePath, String module) {
    /** Surefire starts its JVM with a jar that only names the others. */
    private static final String SUREFIRE = "surefire.test.class.path";

    /** Looks at this JVM; {@code first} are entries to put in front. */
    static LaunchPath ofThisJvm(List<Path> first) {
        Set<String> entries = new LinkedHashSet<>();
        for (Path entry : first) {
            entries.add(entry.toAbsolutePath().toString());
        }
        if (isOnSystemPath()) {
            String surefire = System.getProperty(SUREFIRE, "");
            addAll(entries, surefire.isBlank() ? System.getProperty("java.class.path", "") : surefire);
        } else {
            addLoaders(entries, LaunchPath.class.getClassLoader());
        }
        addLoaders(entries, Thread.currentThread().getContextClassLoader());
        List<String> modulePath = new ArrayList<>();
        addAll(modulePath, System.getProperty("jdk.module.path", ""));
        return new LaunchPath(
                List.copyOf(entries), modulePath, LaunchPath.class.getModule().getName());
    }

    /** Whether the classes that the JVM was started with are the program's, and not those of a launcher within it. */
    private static boolean isOnSystemPath() {
        try {
            Class<?> found = Class.forName(LaunchPath.class.getName(), false, ClassLoader.getSystemClassLoader());
            return found == LaunchPath.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The entries are made absolute: the child may have another working directory. */
    private static void addAll(Collection<String> entries, String path) {
        if (!path.isEmpty()) {
            // An empty entry is the working directory.
            for (String entry : path.split(File.pathSeparator, -1)) {
                entries.add(Path.of(entry).toAbsolutePath().normalize().toString());
            }
        }
    }

    /** What these loaders know, the parents' before the children's, as they ask each other. */
    private static void addLoaders(Set<String> entries, ClassLoader loader) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        if (loader == null || loader == system || loader == system.getParent()) {
            return;
        }
        addLoaders(entries, loader.getParent());
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                entries.add(file(url, loader));
            }
        } else if (loader == LaunchPath.class.getClassLoader()) {
            throw new IllegalStateException("cannot tell the class path for a child: Parley was loaded by " + loader
                    + ", which does not say from where. Start the program with its jars on the class path");
        }
    }

    private static String file(URL url, ClassLoader loader) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalStateException(
                    "cannot put this on a child's class path: " + url + " loader=" + loader
                            + ". If it is a jar within a jar, extract the outer one and start the program with its jars on"
                            + " the class path",
                    e);
        }
    }

    /** The part of the command line that names them and the main class. */
    List<String> arguments(String mainClass) {
        List<String> arguments = new ArrayList<>();
        if (!modulePath.isEmpty()) {
            arguments.addAll(List.of("-p", String.join(File.pathSeparator, modulePath)));
            arguments.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
        }
        if (!classPath.isEmpty()) {
            arguments.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        }
        arguments.addAll(module == null ? List.of(mainClass) : List.of("-m", module + "/" + mainClass));
        return arguments;
    }
}
