package io.parley.queue;

import io.parley.internal.queue.QueueConfig;
import io.parley.internal.queue.QueueSetting;

/**
 * How a queue is created. Immutable. An option that is left alone takes its default when the queue is created, and
 * whatever the queue has when it exists; an option that is set must match an existing queue.
 */
public final class QueueOptions {
    private static final QueueOptions DEFAULTS = new QueueOptions(QueueConfig.DEFAULTS);

    private final QueueConfig config;

    private QueueOptions(QueueConfig config) {
        this.config = config;
    }

    private QueueOptions with(QueueSetting setting, long value) {
        return new QueueOptions(config.with(setting, value));
    }

    QueueConfig config() {
        return config;
    }

    /**
     * Everything left alone.
     *
     * @return the options
     */
    public static QueueOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Bounds the queue: {@code put} waits and {@code offer} refuses while that many messages wait to be taken.
     *
     * @param messages how many; 0 for no bound (default)
     * @return a copy
     */
    public QueueOptions capacity(long messages) {
        return with(QueueSetting.CAPACITY, messages);
    }

    /**
     * Sets how many messages can be claimed and unacknowledged at a time. Each costs 64 bytes.
     *
     * @param claims 1 to 16,383; default 256
     * @return a copy
     */
    public QueueOptions claims(int claims) {
        return with(QueueSetting.CLAIMS, claims);
    }

    /**
     * Sets the unit by which the log's file grows: small for many quiet queues, 64 MiB for heavy ones.
     *
     * @param bytes 64 KiB to 1 GiB; default 1 MiB
     * @return a copy
     */
    public QueueOptions blockSize(int bytes) {
        return with(QueueSetting.BLOCK_SIZE, bytes);
    }

    /**
     * Records how long each message stays, from append to take, in a histogram beside the queue.
     *
     * @param record whether to; default false
     * @return a copy
     */
    public QueueOptions latency(boolean record) {
        return with(QueueSetting.LATENCY, record ? 1 : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueOptions that && config.equals(that.config);
    }

    @Override
    public int hashCode() {
        return config.hashCode();
    }

    @Override
    public String toString() {
        return "QueueOptions(" + config + ")";
    }
}
