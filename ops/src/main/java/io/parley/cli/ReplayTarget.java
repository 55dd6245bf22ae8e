package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The queue that a replay puts messages into.
 *
 * @param name its name
 * @param codec the id of its codec
 * @param state what is in it, or that it is to be created
 */
record ReplayTarget(String name, String codec, String state) {
    private static final String ENDING = ".queue";

    /** That of the name, if it can take what is in the source. */
    static ReplayTarget find(DomainView view, String named, MessageSource source) {
        Optional<ObjectInfo> there =
                view.find(named).stream().filter(Queues::isQueue).findFirst();
        if (there.isEmpty()) {
            String name = named.endsWith(ENDING) ? named.substring(0, named.length() - ENDING.length()) : named;
            return new ReplayTarget(name, source.codec(), "to be created, codec " + source.codec());
        }
        ObjectInfo queue = Queues.usable(view, there.get().file());
        if (queue.path().equals(source.path())) {
            throw CommandFailure.usage("a queue is not replayed into itself: " + queue.file() + ". Name another one");
        }
        ObjectSnapshot.Queue found = Queues.snapshot(view, queue);
        Queues.requireWritable(queue, found);
        if (!found.codec().equals(source.codec())) {
            throw CommandFailure.failed("codecs differ: messages of " + source.name() + " are of codec "
                    + source.codec() + ", those of " + queue.file() + " of codec " + found.codec()
                    + ". Name another queue, or one that is not there: it will be created");
        }
        return new ReplayTarget(queue.name(), found.codec(), found.summary());
    }

    /** What is about to be done. */
    String step(ReplayExtent extent, MessageSource source) {
        return "put " + Queues.messages(extent.messages()) + " of " + source.name() + ", from " + time(extent.firstNs())
                + " to " + time(extent.lastNs()) + ", into " + file() + ": " + state;
    }

    private static String time(long epochNs) {
        return MessagePrinter.time(Instant.ofEpochSecond(0, epochNs));
    }

    /** How users call it. */
    String file() {
        return name + ENDING;
    }

    SharedQueue<byte[]> open(Parley parley) {
        return Queues.open(parley, name, codec);
    }

    /** Puts a message, waiting for room; false if the user would not wait. */
    static boolean put(SharedQueue<byte[]> queue, QueueEntry<byte[]> entry, ReplayScreen screen) {
        try {
            while (!queue.offer(entry.message(), 100, TimeUnit.MILLISECONDS)) {
                if (screen.isEnded()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
