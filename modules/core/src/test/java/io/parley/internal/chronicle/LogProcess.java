package io.parley.internal.chronicle;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A JVM with a log open that does what it is told on standard input, one line at a time, and answers with one line. */
public final class LogProcess {
    private final DurableLog log;
    private final LogCursor cursor;
    private final MessageBuffer buffer = new MessageBuffer();
    private final Path acknowledged;
    private long checked = -1;

    private LogProcess(DurableLog.Config config, Path acknowledged) {
        log = DurableLog.open(config);
        cursor = log.cursor();
        this.acknowledged = acknowledged;
    }

    public static void main(String[] args) throws IOException {
        DurableLog.Config config = new DurableLog.Config(
                Path.of(args[0]),
                args[1],
                Integer.parseInt(args[2]),
                new TestMessages.FastClock(Long.parseLong(args[3]), Integer.parseInt(args[4])));
        PrintStream answers = System.out;
        int create = Integer.getInteger("parley.test.dieOnCreate", 0);
        if (create > 0) {
            dieAt(Failpoint.valueOf(System.getProperty("parley.test.dieAt")), create);
        }
        try {
            LogProcess process = new LogProcess(config, Path.of(args[0] + ".ack"));
            answers.println("ready");
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line; (line = commands.readLine()) != null; ) {
                answers.println(process.obey(line.split(" ")));
            }
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            answers.println("failed " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private String obey(String[] command) throws IOException {
        return switch (command[0]) {
            case "last" -> "last " + log.end().sequence();
            case "run" -> run(Integer.parseInt(command[1]));
            case "die" -> {
                dieAt(Failpoint.valueOf(command[1]), Integer.parseInt(command[2]));
                yield "armed";
            }
            case "fail" -> fail(Failpoint.valueOf(command[1]), Integer.parseInt(command[2]));
            case "append" -> append(Integer.parseInt(command[1]), Integer.parseInt(command[2]), false);
            case "recover" -> append(Integer.parseInt(command[1]), Integer.parseInt(command[2]), true);
            case "check" -> check();
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    /* Appends until killed; what was acknowledged is in a file. */
    private String run(int producer) throws IOException {
        try (RandomAccessFile ack = new RandomAccessFile(acknowledged.toFile(), "rw")) {
            for (long sequence = log.end().sequence() + 1; ; sequence++) {
                TestMessages.append(log, sequence, producer);
                ack.seek(0);
                ack.write(ByteBuffer.allocate(Long.BYTES).putLong(0, sequence).array());
            }
        }
    }

    private static void dieAt(Failpoint point, int hits) {
        int[] left = {hits};
        Failpoint.install(reached -> {
            if (reached == point && --left[0] == 0) {
                kill(ProcessHandle.current().pid());
                while (true) {
                    LockSupport.park();
                }
            }
        });
    }

    /* Appends until a failpoint throws. */
    private String fail(Failpoint point, int hits) {
        int[] left = {hits};
        RuntimeException told = new UnsupportedOperationException();
        Failpoint.install(reached -> {
            if (reached == point && --left[0] == 0) {
                throw told;
            }
        });
        try {
            for (long sequence = log.end().sequence() + 1; ; sequence++) {
                TestMessages.append(log, sequence, 7);
            }
        } catch (UnsupportedOperationException e) {
            return e == told ? "failed as told" : "failed " + e;
        }
    }

    private static void kill(long pid) {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(pid)).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /* Answers how many ns recovery took, how many it and the first append took, and the last sequence. */
    private String append(int producer, int count, boolean recover) {
        long start = System.nanoTime();
        if (recover) {
            log.recover();
        }
        long recovering = System.nanoTime() - start;
        long sequence = log.end().sequence();
        start = System.nanoTime();
        TestMessages.append(log, ++sequence, producer);
        long appending = System.nanoTime() - start;
        for (int i = 1; i < count; i++) {
            TestMessages.append(log, ++sequence, producer);
        }
        return "appended " + recovering + " " + (recovering + appending) + " " + sequence;
    }

    /* Reads on from where the last check ended. */
    private String check() {
        while (cursor.next(buffer)) {
            String fault = TestMessages.fault(cursor, buffer, checked + 1);
            if (fault != null) {
                return "wrong: " + fault + " at " + Long.toHexString(cursor.index());
            }
            checked++;
        }
        return "checked " + checked;
    }
}
