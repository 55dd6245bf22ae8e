package io.parley.multi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.stream.Stream;

/** Commands that run a JVM elsewhere or as somebody else, where kernel and user allow it. */
final class Namespaces {
    /** Gives the JVM a PID namespace of its own; it is process 1 there. */
    static final String[] UNSHARE = {"unshare", "-p", "-f", "--kill-child"};

    private Namespaces() {}

    /** Skips the test where PID namespaces cannot be made. */
    static void assume() {
        assumeRuns("this kernel or user may not create PID namespaces", UNSHARE);
    }

    /** Skips the test for this reason unless {@code prefix} can start a program. */
    static void assumeRuns(String reason, String... prefix) {
        String[] command = Stream.concat(Stream.of(prefix), Stream.of("true")).toArray(String[]::new);
        assumeTrue(exitCode(command) == 0, reason);
    }

    /** The command's exit code, −1 if it does not exist. */
    static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchCommand) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + String.join(" ", command), e);
        }
    }
}
