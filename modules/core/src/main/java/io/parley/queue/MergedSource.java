package io.parley.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * Several sources as one, by time. Of entries of the same time, those of the source named first come first. A source
 * whose times go back keeps its own order: its entries count as of the latest time it has had.
 */
final class MergedSource<E> implements ReplaySource<E> {
    private final List<ReplaySource<? extends E>> sources;
    private final List<QueueEntry<? extends E>> heads = new ArrayList<>();
    private final long[] timesNs;

    MergedSource(List<ReplaySource<? extends E>> sources) {
        this.sources = sources;
        timesNs = new long[sources.size()];
        forget();
    }

    private void forget() {
        heads.clear();
        for (int i = 0; i < timesNs.length; i++) {
            heads.add(null);
            timesNs[i] = Long.MIN_VALUE;
        }
    }

    @Override
    public void seek(Position position) {
        if (position.kind() == Kind.INDEX || position.kind() == Kind.SEQUENCE) {
            throw new IllegalArgumentException("merged queues have no common " + position.kind()
                    + ". Go by time, or give each replay its place before it is merged");
        }
        forget();
        sources.forEach(source -> source.seek(position));
    }

    @Override
    public QueueEntry<E> next() {
        int first = -1;
        for (int i = 0; i < timesNs.length; i++) {
            if (fill(i) && (first < 0 || timesNs[i] < timesNs[first])) {
                first = i;
            }
        }
        return first < 0 ? null : take(first);
    }

    private boolean fill(int source) {
        if (heads.get(source) == null) {
            QueueEntry<? extends E> entry = sources.get(source).next();
            if (entry == null) {
                return false;
            }
            heads.set(source, entry);
            timesNs[source] = Math.max(timesNs[source], entry.timestampNs());
        }
        return true;
    }

    private QueueEntry<E> take(int source) {
        QueueEntry<? extends E> entry = heads.set(source, null);
        return new QueueEntry<>(entry.index(), entry.sequence(), entry.timestampNs(), entry.message());
    }

    @Override
    public boolean isEnded() {
        return sources.stream().allMatch(ReplaySource::isEnded);
    }

    @Override
    public void close() {
        sources.forEach(ReplaySource::close);
    }
}
