package io.parley.multi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * Sees from outside whether threads sleep on a shared word, as the kernel knows it: a test that interrupts, stops or
 * kills a waiter wants it asleep, and has no other way to know.
 */
public final class Sleepers {
    private static final Duration POLL = Duration.ofMillis(2);
    /** The numbers of {@code futex} on x86-64 and aarch64. */
    private static final Set<String> FUTEX = Set.of("202", "98");
    /** {@code futex_waitv}: on the lock's word and its holder's life. The JVM does not use it. */
    private static final String FUTEX_WAITV = "449";
    /** The operation FUTEX_WAIT, shared; the JVM's own locks use private ones. */
    private static final String WAIT = "0x0";
    /** The kernel keeps that much of a thread's name. */
    private static final int NAME_MAX = 15;

    private Sleepers() {}

    /** Waits until {@code count} threads of this process whose name begins so are asleep. */
    public static void await(String name, int count) {
        await(ProcessHandle.current().pid(), name, count);
    }

    /** Waits until {@code count} threads of a process whose name begins so are asleep. */
    public static void await(long pid, String name, int count) {
        Awaitility.await().pollInterval(POLL).atMost(Domains.HANG).until(() -> count(pid, name) >= count);
    }

    private static int count(long pid, String name) throws IOException {
        String kept = name.substring(0, Math.min(NAME_MAX, name.length()));
        int asleep = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (read(thread.resolve("comm")).startsWith(kept) && isAsleep(thread)) {
                    asleep++;
                }
            }
        } catch (DirectoryIteratorException | UncheckedIOException ended) {
            // a thread that is gone does not sleep
        }
        return asleep;
    }

    /** Where the kernel does not show system calls, a thread that is off the processor has to do. */
    private static boolean isAsleep(Path thread) {
        String call = read(thread.resolve("syscall"));
        if (call.isEmpty()) {
            String stat = read(thread.resolve("stat"));
            return stat.startsWith("S", stat.lastIndexOf(')') + 2);
        }
        String[] words = call.split(" ");
        return words[0].equals(FUTEX_WAITV) || words.length > 2 && FUTEX.contains(words[0]) && words[2].equals(WAIT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
