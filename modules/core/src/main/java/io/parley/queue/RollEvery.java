package io.parley.queue;

/**
 * How long messages go into one file of a queue's log, in UTC: {@link QueueOptions#rollEvery}. Short spans make small
 * files, which retention can delete sooner; each file takes 36 to 70 KiB for its indexes, and beginning one takes about
 * a millisecond.
 */
public enum RollEvery {
    /** One file for each minute, at most 67 million messages. */
    MINUTE("MINUTELY"),
    /** One file for five minutes, at most 1.07 billion messages. */
    FIVE_MINUTES("FIVE_MINUTELY"),
    /** One file for ten minutes, at most 1.07 billion messages. */
    TEN_MINUTES("TEN_MINUTELY"),
    /** One file for half an hour, at most 1.07 billion messages. */
    HALF_HOUR("HALF_HOURLY"),
    /** One file for each hour, at most 4.29 billion messages. */
    HOUR("FAST_HOURLY"),
    /** One file for six hours, at most 4.29 billion messages. */
    SIX_HOURS("SIX_HOURLY"),
    /** One file for each day, at most 4.29 billion messages. */
    DAY("FAST_DAILY");

    private final String rollCycle;

    RollEvery(String rollCycle) {
        this.rollCycle = rollCycle;
    }

    /** Chronicle's name. */
    String rollCycle() {
        return rollCycle;
    }
}
