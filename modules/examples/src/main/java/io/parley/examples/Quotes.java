package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.value.MaxBytes;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import java.time.Duration;

/**
 * A record in shared memory: one process writes quotes whose ask is always a quarter above the bid, another reads as
 * fast as it can and never sees a bid of one quote with the ask of another.
 */
public final class Quotes {
    private static final int WRITES = 100_000;

    private Quotes() {}

    /** What there is room for in a text field is said with it. */
    public record Venue(@MaxBytes(12) String name, int members) {}

    /** What is shared. */
    public record Quote(long sequence, double bid, double ask) {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("quotes-" + ProcessHandle.current().pid())) {
            SharedStruct<Quote> shared = parley.struct("quote", Quote.class, new Quote(0, 0, 0.25));
            ParleyProcess writer = parley.process(() -> write(shared)).start();
            shared.awaitChange(shared.version(), Duration.ofSeconds(60));
            long torn = 0;
            Quote seen;
            do {
                seen = shared.read();
                torn += seen.ask() - seen.bid() == 0.25 ? 0 : 1;
            } while (seen.sequence() < WRITES);
            writer.join();
            System.out.println("last: " + seen + ", torn: " + torn);
            SharedStructArray<Venue> venues = parley.structArray("venues", Venue.class, 3);
            venues.write(1, new Venue("Zürich", 7));
            venues.update(1, old -> new Venue(old.name(), old.members() + 1));
            System.out.println(venues.snapshot());
            parley.delete();
        }
    }

    private static void write(SharedStruct<Quote> shared) {
        for (int i = 1; i <= WRITES; i++) {
            shared.write(new Quote(i, i / 4.0, i / 4.0 + 0.25));
        }
    }
}
