package io.parley.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts further JVMs for the examples: with the class path and the flags of this one. */
final class Child {
    private static final int PATIENCE_S = 60;

    private Child() {}

    /** Starts a JVM with that main; it writes to the same terminal. */
    static Process start(Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(args).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** {@code --add-opens} and the like; what a manifest grants is not among them and does not pass to children. */
    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList();
    }

    /** Waits for the end of all of them. */
    static void join(List<Process> children) throws InterruptedException {
        for (Process child : children) {
            if (!child.waitFor(PATIENCE_S, TimeUnit.SECONDS) || child.exitValue() != 0) {
                throw new IllegalStateException("child failed or hangs: " + child);
            }
        }
    }
}
