package io.parley.manager.internal.collection;

import io.parley.MessageWriter;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Holding;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The walks over an object that a session began and did not finish. A walk over what fits a page needs none. Clients do
 * not say when they lose interest, so there are so many at most, and the oldest goes first.
 */
final class Walks implements Holding {
    static final int MAX = 32;
    static final int PAGE_BYTES = 256 << 10;

    /** In a page: the end; one more item; the page ends, and the number of the walk follows. */
    static final int END = 0;

    static final int ITEM = 1;
    static final int MORE = 2;

    private final Map<Long, Walk> walks = new LinkedHashMap<>();
    private long last;

    /** Goes over something. */
    @FunctionalInterface
    interface Walk {
        /** Writes the next item behind what is there, or does nothing if there is none. */
        boolean next(MessageWriter out);
    }

    /** Over what an iterator has, each item written by a function. */
    static <T> Walk over(Iterator<T> items, java.util.function.BiConsumer<? super T, MessageWriter> writer) {
        return out -> {
            if (!items.hasNext()) {
                return false;
            }
            T item = items.next();
            out.writeByte(ITEM);
            writer.accept(item, out);
            return true;
        };
    }

    static void begin(Call call, Object owner, Walk walk) {
        if (!page(call, walk)) {
            Walks kept = call.session().holding(owner, Walks::new);
            call.reply().writeByte(MORE);
            call.reply().writeLong(kept.keep(walk));
        }
        call.done();
    }

    /** The next page of a walk. */
    static void goOn(Call call, Object owner, long number) {
        Walks kept = call.session().holding(owner, Walks::new);
        Walk walk = kept.take(number);
        if (walk == null) {
            throw new IllegalStateException(
                    "iteration was given up, because more than " + MAX
                            + " others of this client over the same object were begun since. Finish them, or take a snapshot()");
        }
        if (!page(call, walk)) {
            kept.keep(number, walk);
            call.reply().writeByte(MORE);
            call.reply().writeLong(number);
        }
        call.done();
    }

    /** Fills a page; whether that was all. */
    private static boolean page(Call call, Walk walk) {
        MessageWriter out = call.reply();
        while (walk.next(out)) {
            if (out.length() >= PAGE_BYTES) {
                return false;
            }
        }
        out.writeByte(END);
        return true;
    }

    private synchronized long keep(Walk walk) {
        keep(++last, walk);
        return last;
    }

    private synchronized void keep(long number, Walk walk) {
        walks.put(number, walk);
        if (walks.size() > MAX) {
            Iterator<Long> oldest = walks.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private synchronized Walk take(long number) {
        return walks.remove(number);
    }

    @Override
    public synchronized void sessionEnded(boolean lost) {
        walks.clear();
    }
}
