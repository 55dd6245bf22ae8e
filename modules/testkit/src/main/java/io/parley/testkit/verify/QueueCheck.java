package io.parley.testkit.verify;

import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.queue.QueueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state file of a queue; {@code docs/spec/queue.md}. */
final class QueueCheck {
    private static final int CLAIM_LENGTH = 64;
    private static final int CLAIM_OWNER = 8;

    private QueueCheck() {}

    static void check(ObjectImage object) {
        int claimSlots = object.getInt(QueueLayout.CLAIM_SLOTS);
        long appended = object.getLong(QueueLayout.APPENDED);
        long appendedBytes = object.getLong(QueueLayout.APPENDED_BYTES);
        object.requireBetween("capacity", object.getLong(QueueLayout.CAPACITY), 0, Long.MAX_VALUE);
        object.requireBetween("claim slots", claimSlots, 1, QueueLayout.MAX_CLAIMS);
        LockCellCheck.check(object, QueueLayout.APPEND_LOCK);
        object.requireBetween("appended", appended, 0, Long.MAX_VALUE);
        object.requireBetween("closed", object.getInt(QueueLayout.CLOSED), 0, 1);
        long cursor = object.getLong(QueueLayout.CURSOR);
        // A message can be taken before its producer has counted it.
        object.requireBetween("cursor", QueueLayout.sequence(cursor), 0, appended + 1);
        long takenBytes = QueueLayout.sequence(cursor) > appended ? Long.MAX_VALUE : appendedBytes;
        object.requireBetween("taken bytes", object.getLong(QueueLayout.TAKEN_BYTES), 0, takenBytes);
        object.requireBetween("claim slot of the cursor", QueueLayout.slot(cursor), 0, claimSlots);
        object.requireLength(QueueLayout.CLAIMS + (long) claimSlots * CLAIM_LENGTH);
        int highWater = object.getInt(QueueLayout.CLAIM_HIGH_WATER);
        object.requireBetween("claim high water", highWater, 0, claimSlots);
        for (int slot = 0; slot < Math.min(highWater, claimSlots); slot++) {
            int at = QueueLayout.CLAIMS + slot * CLAIM_LENGTH;
            object.requireLiveOrNobody("claim slot " + (slot + 1), object.getInt(at + CLAIM_OWNER));
        }
        log(object, appended);
    }

    /** Every counted message is in the log, whole and unchanged. */
    private static void log(ObjectImage object, long appended) {
        Path directory = object.path().resolveSibling(QueueLayout.LOG_DIRECTORY);
        int length = object.getInt(QueueLayout.ROLL_CYCLE_LENGTH);
        object.requireBetween("length of the roll cycle", length, 1, QueueLayout.ROLL_CYCLE_MAX);
        if (!Files.isDirectory(directory) || length < 1 || length > QueueLayout.ROLL_CYCLE_MAX) {
            return;
        }
        byte[] rollCycle = new byte[length];
        for (int i = 0; i < length; i++) {
            rollCycle[i] = (byte) (object.getInt((QueueLayout.ROLL_CYCLE + i) & -4) >>> (i & 3) * Byte.SIZE);
        }
        String name = new String(rollCycle, StandardCharsets.US_ASCII);
        try (LogHistory history = new LogHistory(
                () -> DurableLog.cycleFiles(directory, name),
                () -> appended,
                damage -> object.finding("log is damaged: " + damage))) {
            while (history.skip()) {
                object.requireBetween("message of the log", history.sequence(), 0, appended);
            }
        }
    }
}
