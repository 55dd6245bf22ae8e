package io.parley.examples;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedSet;
import io.parley.process.ParleyProcess;
import io.parley.queue.SharedQueue;
import java.io.Serializable;
import java.time.Duration;

/** Processes find each other: each puts its queue into a map, where it comes out live in every other process. */
public final class PhoneBook {
    private PhoneBook() {}

    record Call(String from, String text) {}

    private static final Codec<Call> CALLS = Codecs.record(Call.class);

    /** Knows the record, and so the codec of the queues; a codec of one's own is added by {@code with}. */
    private static final AnyCodec ENTRIES = Codecs.any(Call.class).with(Duration.class, new Minutes());

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("phone-book-" + ProcessHandle.current().pid())) {
            SharedMap<String, Object> book =
                    parley.map("phone-book", Codecs.utf8(), ENTRIES, options -> options.insertionOrder(true));
            SharedSet<String> called = parley.set("called", Codecs.utf8());
            book.put("lunch", Duration.ofMinutes(30));

            ParleyProcess friend = parley.process(() -> listen(parley, book)).start();
            if (!book.awaitChange("ann", null, Duration.ofSeconds(60))) {
                throw new IllegalStateException("nobody registered");
            }
            @SuppressWarnings("unchecked") // Ann put a queue of calls
            SharedQueue<Call> ann = (SharedQueue<Call>) book.get("ann");
            ann.put(new Call("bob", "see you in " + book.get("lunch")));
            called.add("ann");

            friend.join();
            System.out.println("numbers: " + book.keySet() + ", called: " + called);
            parley.delete();
        }
    }

    private static void listen(Parley parley, SharedMap<String, Object> book) throws InterruptedException {
        SharedQueue<Call> mine = parley.queue("calls-for-ann", CALLS);
        book.put("ann", mine);
        System.out.println("ann hears: " + mine.take());
    }

    /** A codec of one's own; it travels with the handles that were opened with it. */
    private static final class Minutes implements Codec<Duration>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public void encode(Duration message, MessageWriter out) {
            out.writeLong(message.toMinutes());
        }

        @Override
        public Duration decode(MessageReader in) {
            return Duration.ofMinutes(in.readLong());
        }

        @Override
        public String id() {
            return "minutes";
        }
    }
}
