package io.parley.queue;

import io.parley.internal.queue.QueueLayout;

/**
 * How a queue is created. An option that is left alone takes its default when the queue is created, and whatever the
 * queue has when it exists; an option that is set must match an existing queue.
 *
 * @param maxMessages the bound in messages, 0 for none, −1 left alone (none)
 * @param maxClaims how many messages can be claimed and unacknowledged at a time, −1 left alone (256)
 * @param blockBytes unit by which the log's file grows, −1 left alone (1 MiB)
 * @param residenceTime 1 to record how long messages stay, 0 not to, −1 left alone (not)
 */
public record QueueOptions(long maxMessages, int maxClaims, int blockBytes, int residenceTime) {
    private static final int SMALLEST_BLOCK = 1 << 16;
    private static final int LARGEST_BLOCK = 1 << 30;

    /**
     * Checks the ranges.
     *
     * @param maxMessages the bound in messages
     * @param maxClaims how many messages can be claimed at a time
     * @param blockBytes unit by which the log's file grows
     * @param residenceTime whether to record how long messages stay
     */
    public QueueOptions {
        require("capacity", maxMessages, -1, Long.MAX_VALUE);
        if (maxClaims != -1) {
            require("claims", maxClaims, 1, QueueLayout.MAX_CLAIMS);
        }
        if (blockBytes != -1) {
            require("blockSize", blockBytes, SMALLEST_BLOCK, LARGEST_BLOCK);
        }
        require("latency", residenceTime, -1, 1);
    }

    private static void require(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "queue option out of range: " + option + "=" + value + ", allowed=" + min + ".." + max);
        }
    }

    /**
     * Everything left alone.
     *
     * @return the options
     */
    public static QueueOptions defaults() {
        return new QueueOptions(-1, -1, -1, -1);
    }

    /**
     * Bounds the queue: {@code put} waits and {@code offer} refuses while that many messages wait to be taken.
     *
     * @param messages how many; 0 for no bound
     * @return a copy
     */
    public QueueOptions capacity(long messages) {
        return new QueueOptions(messages, maxClaims, blockBytes, residenceTime);
    }

    /**
     * Sets how many messages can be claimed and unacknowledged at a time. Each costs 64 bytes.
     *
     * @param claims 1 to 16,383
     * @return a copy
     */
    public QueueOptions claims(int claims) {
        return new QueueOptions(maxMessages, claims, blockBytes, residenceTime);
    }

    /**
     * Sets the unit by which the log's file grows: small for many quiet queues, 64 MiB for heavy ones.
     *
     * @param bytes 64 KiB to 1 GiB
     * @return a copy
     */
    public QueueOptions blockSize(int bytes) {
        return new QueueOptions(maxMessages, maxClaims, bytes, residenceTime);
    }

    /**
     * Records how long each message stays, from append to take, in a histogram beside the queue.
     *
     * @param record whether to
     * @return a copy
     */
    public QueueOptions latency(boolean record) {
        return new QueueOptions(maxMessages, maxClaims, blockBytes, record ? 1 : 0);
    }
}
