package io.parley.internal.chronicle;

import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A JVM that uses one log and says what it has become by that. */
public final class SetupProcess {
    private SetupProcess() {}

    public static void main(String[] args) {
        DurableLog.Config config =
                new DurableLog.Config(Path.of(args[0]), "FAST_DAILY", 1 << 20, new TestMessages.LaterClock(0));
        try (DurableLog log = DurableLog.open(config);
                LogCursor cursor = log.cursor()) {
            MessageBuffer buffer = new MessageBuffer();
            TestMessages.append(log, 0, 1);
            System.out.println("read=" + cursor.next(buffer) + " fault=" + TestMessages.fault(cursor, buffer, 0));
            log.sync();
            DurableLog.open(config).close();
        } catch (IllegalStateException e) {
            System.out.println("refused: " + e.getMessage());
        }
        for (String name : new String[] {"parley.test.stray", "system.properties", "chronicle.disk.monitor.disable"}) {
            System.out.println(name + "=" + System.getProperty(name));
        }
        // The thread that opened the log stays for a moment, in case there is another to open.
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (isOpening() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("thread=" + thread.getName()));
    }

    private static boolean isOpening() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("parley-log-open"));
    }
}
