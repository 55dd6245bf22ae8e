package io.parley.cli;

import io.parley.internal.queue.HistoryGlance;
import io.parley.queue.Replay;
import picocli.CommandLine.Option;

/** Which messages of a queue's history. */
final class RangeOptions {
    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = Place.Converter.class,
            description = "Begins there: " + Place.WAYS + ". Default: the first message there still is.")
    private Place from;

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            converter = Place.Converter.class,
            description = "Ends before that message, or before the first of that time or later.")
    private Place to;

    /** How many messages there were when the range began. */
    private long appended;

    /** Goes where the range begins; the walk ends after so many messages. */
    MessageWalk start(HistoryGlance history, long limit) {
        appended = history.appended();
        if (from != null) {
            goTo(from, history);
        }
        return new MessageWalk(history, limit);
    }

    /** What a replay of all has in the range. */
    Replay<byte[]> of(MessageSource source) {
        Replay<byte[]> narrowed = from == null ? source.all() : from.begin(source.all(), source.end(from));
        return to == null ? narrowed : to.end(narrowed, source.end(to));
    }

    private void goTo(Place place, HistoryGlance history) {
        switch (place.kind()) {
            case SEQUENCE -> history.moveToSequence(place.value());
            case LAST -> history.moveToSequence(Math.max(0, appended - place.value()));
            case TIME -> history.moveToTime(place.value());
            case INDEX -> {
                if (!history.moveToIndex(place.value())) {
                    throw noSuchIndex();
                }
            }
        }
    }

    /** Whether it begins at an index, which may not be there. */
    boolean beginsAtIndex() {
        return from != null && from.kind() == Place.Kind.INDEX;
    }

    /** What to say if it begins at an index that no message has. */
    CommandFailure noSuchIndex() {
        return CommandFailure.notFound("no message at index 0x" + Long.toHexString(from.value())
                + ". Retention may have deleted it; parley queue cat --json says which there are");
    }

    /** Whether the range ends before a message, at the latest before those that came after it began. */
    boolean endsBefore(Message message) {
        return message.sequence() >= appended || to != null && to.isReached(message, appended);
    }
}
