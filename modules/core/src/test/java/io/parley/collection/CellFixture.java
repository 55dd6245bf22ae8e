package io.parley.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A domain with maps for cells. */
abstract class CellFixture {
    @TempDir
    Path directory;

    Parley parley;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    /** A map without an order, or another one that keeps it: what stands before the value is different. */
    <V> SharedMap<String, V> map(Codec<V> values, boolean ordered) {
        return parley.map("map-" + ordered, Codecs.utf8(), values, o -> o.insertionOrder(ordered));
    }

    LongCell longCell(boolean ordered) {
        return map(Codecs.int64(), ordered).longCell("k");
    }

    DoubleCell doubleCell(boolean ordered) {
        return map(Codecs.float64(), ordered).doubleCell("k");
    }

    <V> MapCell<V> cell(Codec<V> codec, boolean ordered) {
        return map(codec, ordered).cell("k");
    }

    /** Something that may throw. */
    interface Action {
        void run() throws Exception;
    }

    /** Runs the same in several threads at once; what one of them throws is thrown here. */
    static void inThreads(int threads, Action action) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    action.run();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
