package io.parley.crash;

import io.parley.testkit.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * How long the survivors of a death were held up, for the record: printed and kept in
 * {@code target/recovery-times.txt}. No test fails because of a figure here.
 */
public final class RecoveryTimes {
    private static final Path RECORD = Path.of("target", "recovery-times.txt");

    private RecoveryTimes() {}

    static void report(String what, List<ForkedJvm> survivors) {
        long[] sorted = survivors.stream()
                .flatMap(jvm -> jvm.reports("recovery").stream())
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
        if (sorted.length > 0) {
            record(String.format(
                    Locale.ROOT,
                    "%-28s median %6.1f ms, worst %6.1f ms (%d recoveries)",
                    what,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length - 1] / 1e6,
                    sorted.length));
        }
    }

    /** Keeps a line for people. */
    public static void record(String line) {
        System.err.println("recovery: " + line);
        try {
            Files.createDirectories(RECORD.getParent());
            Files.writeString(RECORD, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
