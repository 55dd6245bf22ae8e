package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.MapOptions;
import io.parley.collection.SharedMap;
import io.parley.process.ParleyProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three processes book their trades into one map of positions, and nothing is lost: each booking is one step. */
public final class SharedPositions {
    private static final int TRADES = 1_000;
    private static final List<String> SYMBOLS = List.of("SAP", "ALV", "BAS");

    private SharedPositions() {}

    record Position(long quantity, long cents) {
        Position plus(Position trade) {
            return new Position(quantity + trade.quantity, cents + trade.cents);
        }
    }

    private static MapOptions options(MapOptions defaults) {
        return defaults.insertionOrder(true).expectedEntries(SYMBOLS.size());
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("shared-positions-" + ProcessHandle.current().pid())) {
            SharedMap<String, Position> positions =
                    parley.map("positions", Codecs.utf8(), Codecs.record(Position.class), SharedPositions::options);
            Position nothing = new Position(0, 0);
            SYMBOLS.forEach(symbol -> positions.put(symbol, nothing));

            List<ParleyProcess> traders = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                long quantity = i;
                traders.add(parley.process(() -> buy(positions, quantity)).start());
            }
            Position first = positions.awaitChange("SAP", nothing);
            System.out.println("somebody bought: " + (first.quantity() > 0));
            for (ParleyProcess trader : traders) {
                trader.join();
            }

            positions.forEach((symbol, position) -> System.out.println(symbol + " " + position.quantity()));
            Map<String, Position> yesterday = positions.snapshot();
            System.out.println("closed: " + positions.remove("BAS", yesterday.get("BAS")));
            System.out.println("still open: " + positions.keySet());
            System.out.println("copied: " + yesterday.keySet());
            parley.delete();
        }
    }

    /** Each trader buys another quantity at a time. */
    private static void buy(SharedMap<String, Position> positions, long quantity) {
        for (int i = 0; i < TRADES; i++) {
            String symbol = SYMBOLS.get(i % SYMBOLS.size());
            positions.merge(symbol, new Position(quantity, quantity * 9_950), Position::plus);
        }
    }
}
