package io.parley.queue;

import io.parley.internal.queue.RetentionRules;
import java.time.Duration;

/**
 * How long a queue keeps its messages. Immutable.
 *
 * <p>A log consists of files, one for each cycle, and only whole files are deleted, oldest first. A file goes once
 * everybody who reads the queue has read all that is in it, and one of the rules lets it go. There are no rules at
 * first: then everything is kept. The file with the newest message always stays.
 *
 * <p>Who reads: consumers (what is not taken, and what is claimed and not acknowledged), every subscriber, attached or
 * not, and every replay or iteration that is on its way in any process. A subscriber that is not needed any more has to
 * be removed, or it keeps everything from its position on.
 *
 * @param age what is older may go; zero for no such rule
 * @param bytes what lies before the newest so many bytes may go; 0 for no such rule
 * @param untilRead whether everything that was read may go at once
 * @param withoutConsumers whether nobody takes from the queue, so that what is not taken keeps nothing
 */
public record Retention(Duration age, long bytes, boolean untilRead, boolean withoutConsumers) {
    private static final Retention EVERYTHING = new Retention(Duration.ZERO, 0, false, false);

    /**
     * Checks the arguments.
     *
     * @param age what is older may go; zero for no such rule
     * @param bytes what lies before the newest so many bytes may go; 0 for no such rule
     * @param untilRead whether everything that was read may go at once
     * @param withoutConsumers whether nobody takes from the queue, so that what is not taken keeps nothing
     */
    public Retention {
        if (age.isNegative() || bytes < 0) {
            throw new IllegalArgumentException(
                    "retention cannot be negative: age=" + age + ", bytes=" + bytes + ". 0 means no such rule");
        }
    }

    /**
     * No rules: nothing is deleted.
     *
     * @return the retention of a queue that does not say otherwise
     */
    public static Retention everything() {
        return EVERYTHING;
    }

    /**
     * Adds a rule: what is older may go.
     *
     * @param least how long messages are kept at least
     * @return a copy
     */
    public Retention keep(Duration least) {
        return new Retention(least, bytes, untilRead, withoutConsumers);
    }

    /**
     * Adds a rule: what lies before the newest so many bytes may go. A message counts 40 bytes more than its payload.
     *
     * @param least how many bytes are kept at least
     * @return a copy
     */
    public Retention keepBytes(long least) {
        return new Retention(age, least, untilRead, withoutConsumers);
    }

    /**
     * Adds a rule: what was read may go at once, however young and few it is.
     *
     * @return a copy
     */
    public Retention keepUntilRead() {
        return new Retention(age, bytes, true, withoutConsumers);
    }

    /**
     * For a queue that only subscribers read. What is deleted counts as taken, so a bounded queue gets room again.
     *
     * @return a copy
     */
    public Retention notForConsumers() {
        return new Retention(age, bytes, untilRead, true);
    }

    RetentionRules rules() {
        long keepNs = age.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : age.toNanos();
        return new RetentionRules(keepNs, bytes, untilRead, withoutConsumers);
    }

    static Retention of(RetentionRules rules) {
        return new Retention(
                Duration.ofNanos(rules.keepNs()), rules.keepBytes(), rules.untilRead(), rules.withoutConsumers());
    }
}
