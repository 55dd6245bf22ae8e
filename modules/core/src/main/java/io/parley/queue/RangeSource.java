package io.parley.queue;

import java.util.function.Predicate;

/** The part of another source that a replay is about: from, to, and only what passes a filter. */
final class RangeSource<E> implements ReplaySource<E> {
    private final ReplaySource<E> whole;
    private final Position from;
    private final Position to;
    private final Predicate<? super QueueEntry<E>> filter;
    private boolean ended;

    RangeSource(ReplaySource<E> whole, Position from, Position to, Predicate<? super QueueEntry<E>> filter) {
        this.whole = whole;
        this.from = from;
        this.to = to;
        this.filter = filter;
    }

    @Override
    public void seek(Position position) {
        ended = false;
        whole.seek(position.kind() == Kind.START ? from : position);
    }

    @Override
    public QueueEntry<E> next() {
        while (!ended) {
            QueueEntry<E> entry = whole.next();
            if (entry == null) {
                return null;
            }
            ended = isBehind(entry);
            if (!ended && filter.test(entry)) {
                return entry;
            }
        }
        return null;
    }

    private boolean isBehind(QueueEntry<E> entry) {
        return switch (to.kind()) {
            case INDEX -> entry.index() >= to.value();
            case SEQUENCE -> entry.sequence() >= to.value();
            case TIME -> entry.timestampNs() >= to.value();
            default -> false;
        };
    }

    @Override
    public boolean isEnded() {
        return ended || whole.isEnded();
    }

    @Override
    public void close() {
        whole.close();
    }
}
