package io.parley.perf.rig;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another JVM with this one's class path and flags. It never outlives this JVM: its standard input is a pipe that ends
 * with us.
 */
public final class ChildJvm extends Child {
    private static final int EXIT_ORPHANED = 3;

    private ChildJvm(List<String> command) {
        super(command);
    }

    /** Starts {@code main}. */
    public static ChildJvm start(Class<?> main, List<String> flags, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inheritedFlags());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return new ChildJvm(command);
    }

    /** What this JVM was started with, agents excepted. */
    static List<String> inheritedFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .toList();
    }

    /** In the child, first thing: ends this JVM when its parent is gone. */
    static void dieWithParent() {
        Thread watch = new Thread(ChildJvm::awaitEndOfInput, "parley-perf-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfInput() {
        try (InputStream in = System.in) {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        } finally {
            Runtime.getRuntime().halt(EXIT_ORPHANED);
        }
    }

    /** In the child: tells the parent. */
    public static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
