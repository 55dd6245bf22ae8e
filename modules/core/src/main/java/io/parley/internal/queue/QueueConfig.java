package io.parley.internal.queue;

import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a queue was created with; kept in its state file, because Chronicle forgets or silently overrules it. Numbers
 * below zero mean "whatever is there", or the default when creating.
 */
public record QueueConfig(long capacity, int claimSlots, int blockSize, int latency, String rollCycle, String codec) {
    private static final int DEFAULT_CLAIM_SLOTS = 256;
    private static final int DEFAULT_BLOCK_SIZE = 1 << 20;

    /** How to create the state file. */
    ObjectFile.Spec spec() {
        QueueConfig full = new QueueConfig(
                Math.max(0, capacity),
                claimSlots < 0 ? DEFAULT_CLAIM_SLOTS : claimSlots,
                blockSize < 0 ? DEFAULT_BLOCK_SIZE : blockSize,
                Math.max(0, latency),
                rollCycle,
                codec);
        return new ObjectFile.Spec(
                ObjectKind.QUEUE, 0, -1, QueueLayout.fileLength(full.claimSlots), memory -> full.write(memory));
    }

    private void write(Memory memory) {
        memory.putLong(QueueLayout.CAPACITY, capacity);
        memory.putInt(QueueLayout.CLAIM_SLOTS, claimSlots);
        memory.putInt(QueueLayout.BLOCK_SIZE, blockSize);
        memory.putInt(QueueLayout.LATENCY, latency);
        writeText(memory, QueueLayout.ROLL_CYCLE_LENGTH, rollCycle, QueueLayout.ROLL_CYCLE_MAX);
        writeText(memory, QueueLayout.CODEC_LENGTH, codec, QueueLayout.CODEC_MAX);
    }

    private static void writeText(Memory memory, int at, String text, int max) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > max) {
            throw new IllegalArgumentException(
                    "text too long: '" + text + "' bytes=" + bytes.length + ", allowed=" + max);
        }
        memory.putInt(at, bytes.length);
        memory.putBytes(at + 4, bytes, 0, bytes.length);
    }

    /** What the state file says. */
    static QueueConfig read(Memory memory) {
        return new QueueConfig(
                memory.getLong(QueueLayout.CAPACITY),
                memory.getInt(QueueLayout.CLAIM_SLOTS),
                memory.getInt(QueueLayout.BLOCK_SIZE),
                memory.getInt(QueueLayout.LATENCY),
                readText(memory, QueueLayout.ROLL_CYCLE_LENGTH),
                readText(memory, QueueLayout.CODEC_LENGTH));
    }

    private static String readText(Memory memory, int at) {
        byte[] bytes = new byte[memory.getInt(at)];
        memory.getBytes(at + 4, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Refuses a queue that is not what the caller asked for. */
    void requireMatch(Path path, QueueConfig found) {
        require(path, "codec", found.codec, codec, true);
        require(path, "roll cycle", found.rollCycle, rollCycle, true);
        require(path, "capacity", found.capacity, capacity, capacity >= 0);
        require(path, "claims", found.claimSlots, claimSlots, claimSlots >= 0);
        require(path, "block size", found.blockSize, blockSize, blockSize >= 0);
        require(path, "latency", found.latency == 1, latency == 1, latency >= 0);
    }

    private static void require(Path path, String what, Object found, Object expected, boolean given) {
        if (given && !found.equals(expected)) {
            throw new ObjectMismatchException("queue has another " + what + ": " + path + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }
}
