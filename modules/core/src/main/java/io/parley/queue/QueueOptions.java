package io.parley.queue;

import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.QueueConfig;
import io.parley.internal.queue.QueueSetting;
import io.parley.internal.queue.RetentionRules;

/**
 * How a queue is created. Immutable. An option that is left alone takes its default when the queue is created, and
 * whatever the queue has when it exists; an option that is set must match an existing queue.
 */
public final class QueueOptions {
    static {
        OptionForms.register(QueueOptions.class, QueueConfig.class, QueueOptions::config, QueueOptions::new);
    }

    private static final QueueOptions DEFAULTS = new QueueOptions(QueueConfig.DEFAULTS);

    private static final long SHORTEST_FILE = 256 << 10;

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
     * For many quiet queues: some 110 KiB on the file system until messages come, room for 16 claims at a time, and
     * messages of more than 29 KiB are written in pieces.
     *
     * @return the options
     */
    public static QueueOptions small() {
        return DEFAULTS.blockSize(1 << 16).claims(16);
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
     * Bounds the queue by size: {@code put} waits and {@code offer} refuses while the messages that wait to be taken
     * have so many bytes, as the codec writes them, that the next one would be too much. A message that is larger than
     * the bound by itself is let in when no other waits. Goes together with {@link #capacity}.
     *
     * @param bytes how many; 0 for no bound (default)
     * @return a copy
     */
    public QueueOptions capacityBytes(long bytes) {
        return with(QueueSetting.CAPACITY_BYTES, bytes);
    }

    /**
     * Makes a dead letter of a message instead of handing it out again once this many consumers gave it back or died
     * with it, and of every message that the codec cannot read: {@link SharedQueue#deadLetters()}. If there is no room
     * for the letter, who asked for a message gets the {@link io.parley.DomainFullException}, and the message stays.
     *
     * @param deliveries how often a message is handed out at most; 0 for no limit (default)
     * @return a copy
     */
    public QueueOptions maxDeliveries(int deliveries) {
        return with(QueueSetting.MAX_DELIVERIES, deliveries);
    }

    /**
     * Sets how long messages are kept, when the queue is created; {@link SharedQueue#setRetention} changes it. Of an
     * existing queue nothing is asked or changed.
     *
     * @param retention the rules; default {@link Retention#everything()}
     * @return a copy
     */
    public QueueOptions retention(Retention retention) {
        RetentionRules rules = retention.rules();
        return with(QueueSetting.KEEP_NS, rules.keepNs())
                .with(QueueSetting.KEEP_BYTES, rules.keepBytes())
                .with(QueueSetting.KEEP_UNTIL_READ, rules.flags());
    }

    /** What is taken is claimed until it is done: a {@link JoinableQueue}. */
    QueueOptions joinable() {
        return with(QueueSetting.JOINABLE, 1);
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
     * Sets how long messages go into one file of the log before the next is begun. Nobody notices but who looks at the
     * files: whole files are what can be deleted, copied and searched through.
     *
     * @param time how long; default a day
     * @return a copy
     */
    public QueueOptions rollEvery(RollEvery time) {
        return new QueueOptions(config.withRollCycle(time.rollCycle()));
    }

    /**
     * Begins a new file of the log also when one has become that long. The file then gets the name of the next time
     * span, so names may be ahead of the clock; messages always have their true time.
     *
     * @param bytes 256 KiB or more; 0 for no bound (default). A file becomes longer by up to one message
     * @return a copy
     */
    public QueueOptions rollBytes(long bytes) {
        if (bytes != 0 && bytes < SHORTEST_FILE) {
            throw new IllegalArgumentException(
                    "queue option out of range: rollBytes=" + bytes + ", allowed=0 or " + SHORTEST_FILE + " and more");
        }
        return with(QueueSetting.ROLL_BYTES, bytes);
    }

    /**
     * Sets when messages that are put through this handle go to disk. Each handle has its own; it is not stored with
     * the queue and need not match.
     *
     * @param durability when; default {@link Durability#none()}
     * @return a copy
     */
    public QueueOptions durability(Durability durability) {
        return new QueueOptions(config.withFlush(durability.policy()));
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
