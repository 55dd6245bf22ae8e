package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ReusingCodec;
import io.parley.collection.ArrayCell;
import io.parley.collection.DoubleArrayCell;
import io.parley.collection.DoubleCell;
import io.parley.collection.IntArrayCell;
import io.parley.collection.LongArrayCell;
import io.parley.collection.LongCell;
import io.parley.collection.MapCell;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedRef;
import io.parley.process.ParleyProcess;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Three processes, one for each trading venue, keep numbers, arrays, quotes and texts in entries of maps. What belongs
 * to all of them is right as well, because each change of an entry is one step.
 */
public final class Venues {
    private static final List<String> VENUES = List.of("XETR", "XLON", "XPAR");
    private static final int TRADES = 100;
    private static final int BINS = 4;

    private Venues() {}

    /** The last quote of a venue; read again and again into the same object. */
    interface Quote {
        double bid();

        void bid(double bid);

        double ask();

        void ask(double ask);
    }

    private static final ReusingCodec<Quote> QUOTES = Codecs.struct(Quote.class);

    /** The maps: they travel together to each process. */
    private record Maps(
            SharedMap<String, Long> trades,
            SharedMap<String, Double> turnover,
            SharedMap<String, Quote> quotes,
            SharedMap<String, long[]> sizes,
            SharedMap<String, int[]> hours,
            SharedMap<String, double[]> volumes,
            SharedMap<String, String> notes,
            SharedRef<String> record)
            implements Serializable {
        Maps(Parley parley) {
            this(
                    parley.map("trades", Codecs.utf8(), Codecs.int64()),
                    parley.map("turnover", Codecs.utf8(), Codecs.float64()),
                    parley.map("quotes", Codecs.utf8(), QUOTES),
                    parley.map("sizes", Codecs.utf8(), Codecs.int64Array()),
                    parley.map("hours", Codecs.utf8(), Codecs.int32Array()),
                    parley.map("volumes", Codecs.utf8(), Codecs.float64Array()),
                    parley.map("notes", Codecs.utf8(), Codecs.utf8()),
                    parley.ref("record", Codecs.utf8()));
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("venues-" + ProcessHandle.current().pid())) {
            Maps maps = new Maps(parley);
            List<ArrayCell> arrays = List.of(
                    maps.sizes().arrayCell("all"),
                    maps.hours().arrayCell("all"),
                    maps.volumes().arrayCell("all"));
            arrays.forEach(array -> array.create(BINS));

            List<ParleyProcess> venues = new ArrayList<>();
            for (String venue : VENUES) {
                venues.add(parley.process(venue, () -> trade(venue, maps)).start());
            }
            for (ParleyProcess venue : venues) {
                venue.join();
            }

            report(maps);
            parley.delete();
        }
    }

    private static void report(Maps maps) {
        Quote quote = QUOTES.newInstance();
        for (String venue : VENUES) {
            maps.quotes().getUsing(venue, quote);
            System.out.println(venue + ": trades=" + maps.trades().get(venue) + " turnover="
                    + maps.turnover().get(venue) + " last quote=" + quote.bid() + "/" + quote.ask() + " note="
                    + maps.notes().get(venue));
        }
        LongArrayCell sizes = maps.sizes().arrayCell("all");
        IntArrayCell hours = maps.hours().arrayCell("all");
        DoubleArrayCell volumes = maps.volumes().arrayCell("all");
        System.out.println("all: trades=" + maps.trades().longCell("all").get());
        System.out.println("bin 1: size=" + sizes.get(1) + " hour=" + hours.get(1) + " volume=" + volumes.get(1));
        System.out.println("highest: " + maps.record().get());
    }

    private static void trade(String venue, Maps maps) {
        LongCell own = maps.trades().longCell(venue);
        LongCell all = maps.trades().longCell("all");
        DoubleCell turnover = maps.turnover().doubleCell(venue);
        MapCell<String> note = maps.notes().cell(venue);
        LongArrayCell sizes = maps.sizes().arrayCell("all");
        IntArrayCell hours = maps.hours().arrayCell("all");
        DoubleArrayCell volumes = maps.volumes().arrayCell("all");
        Quote quote = QUOTES.newInstance();
        for (int trade = 1; trade <= TRADES; trade++) {
            own.incrementAndGet();
            all.incrementAndGet();
            turnover.addAndGet(trade * 0.5);
            sizes.addAndGet(trade % BINS, trade);
            hours.addAndGet(trade % BINS, 1);
            volumes.addAndGet(trade % BINS, 0.25);
            quote.bid(trade);
            quote.ask(trade + 0.5);
            maps.quotes().set(venue, quote);
        }
        note.compareAndSet(null, "closed");
        maps.record().updateAndGet(best -> best == null || best.compareTo(venue) < 0 ? venue : best);
    }
}
