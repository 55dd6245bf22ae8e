package io.parley.queue;

import java.util.function.Function;

/** Another source with other messages. */
final class MappedSource<E, R> implements ReplaySource<R> {
    private final ReplaySource<E> source;
    private final Function<? super E, ? extends R> function;

    MappedSource(ReplaySource<E> source, Function<? super E, ? extends R> function) {
        this.source = source;
        this.function = function;
    }

    @Override
    public void seek(Position position) {
        source.seek(position);
    }

    @Override
    public QueueEntry<R> next() {
        QueueEntry<E> entry = source.next();
        return entry == null
                ? null
                : new QueueEntry<>(
                        entry.index(), entry.sequence(), entry.timestampNs(), function.apply(entry.message()));
    }

    @Override
    public boolean isEnded() {
        return source.isEnded();
    }

    @Override
    public void close() {
        source.close();
    }
}
