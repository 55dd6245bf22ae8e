package io.parley.queue;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.queue.Retainer;
import io.parley.internal.queue.SubscriberFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The part of {@link SharedQueue} for those who read everything: subscribers, and how long messages are kept for them.
 */
abstract class QueueReaders<E> extends QueueHandle<E> {
    QueueReaders(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        super(parley, name, codec, options);
    }

    /**
     * Attaches to the subscriber of that name, creating it first if there is none; it begins with what is appended from
     * then on, and each call commits what the one before returned.
     *
     * @param subscriber its name
     * @return a handle to close
     * @throws io.parley.SubscriberInUseException if another handle is attached, in a process that lives
     */
    public Subscriber<E> subscriber(String subscriber) {
        return subscriber(subscriber, options -> options);
    }

    /**
     * Attaches to the subscriber of that name, creating it first if there is none.
     *
     * @param subscriber its name
     * @param options changes the defaults, for example {@code o -> o.from(Position.start())}
     * @return a handle to close
     * @throws io.parley.SubscriberInUseException if another handle is attached, in a process that lives
     * @throws IllegalArgumentException if it is to begin at a message that is not there
     */
    public Subscriber<E> subscriber(String subscriber, UnaryOperator<SubscriberOptions> options) {
        return new Subscriber<>(this, subscriber, options.apply(SubscriberOptions.defaults()));
    }

    /**
     * Everybody who subscribed and was not removed, attached or not.
     *
     * @return a snapshot, by name
     */
    public List<SubscriberInfo> subscribers() {
        return queue.subscribers().list().stream().map(this::info).toList();
    }

    private SubscriberInfo info(SubscriberFiles.Subscription found) {
        ProcessSlot process = found.owner() == Owner.NONE ? null : domain.find(found.owner());
        long[] index = new long[1];
        Lag lag = lag(found.next(), index);
        return new SubscriberInfo(
                found.name(),
                found.next(),
                index[0],
                lag,
                process == null ? 0 : process.pid(),
                process == null ? "" : process.name(),
                process != null && process.alive());
    }

    /**
     * Removes a subscriber and its position, for everybody. A handle that is attached to it fails at its next call.
     * Retention does not wait for it any more.
     *
     * @param subscriber its name
     * @return false if there is none
     */
    public boolean removeSubscriber(String subscriber) {
        return queue.subscribers().remove(queue, subscriber);
    }

    final Lag lag(long from) {
        return lag(from, new long[1]);
    }

    private Lag lag(long from, long[] index) {
        // Bytes first: what is appended in between is counted in messages only, for a moment.
        long bytes = queue.appendedBytes();
        long messages = Math.max(0, queue.appended() - from);
        if (messages > 0) {
            try (LogCursor cursor = queue.cursor()) {
                if (cursor.moveToSequence(from) && cursor.skip()) {
                    index[0] = cursor.index();
                    long ageNs = Math.max(0, queue.epochNs() - cursor.timestampNs());
                    return new Lag(messages, Math.max(0, bytes - cursor.position()), Duration.ofNanos(ageNs));
                }
            }
        }
        return new Lag(messages, 0, Duration.ZERO);
    }

    /**
     * How long messages are kept.
     *
     * @return the rules that hold now, in every process
     */
    public Retention retention() {
        return Retention.of(queue.retainer().rules());
    }

    /**
     * Changes how long messages are kept, for every process. Deletes nothing by itself: that happens when a producer's
     * append begins a new file, when the queue is opened, and by {@link #applyRetention()}.
     *
     * @param retention the new rules, all of them
     */
    public void setRetention(Retention retention) {
        queue.retainer().setRules(retention.rules());
    }

    /**
     * Deletes the files of the log that need not be kept. Waits for another process that does so at the moment.
     *
     * @return what went, and why the rest stays
     * @throws io.parley.DomainAccessException if the file system refuses
     */
    public RetentionReport applyRetention() {
        return report(retention(), false);
    }

    /**
     * Deletes the files of the log that need not be kept by other rules, this once; the queue's own stay as they are.
     * Waits for another process that does so at the moment. Nothing goes that not everybody has read.
     *
     * @param once the rules
     * @return what went, and why the rest stays
     * @throws io.parley.DomainAccessException if the file system refuses
     */
    public RetentionReport applyRetention(Retention once) {
        return report(once, false);
    }

    /**
     * Tells what {@link #applyRetention()} would delete now.
     *
     * @return what would go, and why the rest would stay
     */
    public RetentionReport dryRunRetention() {
        return report(retention(), true);
    }

    /**
     * Tells what {@link #applyRetention(Retention)} would delete now.
     *
     * @param once the rules
     * @return what would go, and why the rest would stay
     */
    public RetentionReport dryRunRetention(Retention once) {
        return report(once, true);
    }

    private RetentionReport report(Retention rules, boolean dry) {
        queue.file().requireNotDeleted();
        return new RetentionReport(
                dry,
                queue.retainer().run(rules.rules(), dry).stream()
                        .map(QueueReaders::logFile)
                        .toList());
    }

    private static RetentionReport.LogFile logFile(Retainer.Outcome file) {
        return new RetentionReport.LogFile(file.file(), file.messages(), file.bytes(), Optional.ofNullable(file.why()));
    }
}
