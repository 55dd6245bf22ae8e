package io.parley.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.map.MapConfig;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
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

    StoreHandle handle(Codec<?> values, boolean ordered) {
        String name = "map-" + ordered;
        MapConfig config = new MapConfig(ObjectKind.MAP, Codecs.utf8().id(), values.id(), ordered, 16, 0);
        return StoreHandle.open(parley, name, config);
    }

    static EntryPlace place(StoreHandle handle, String key) {
        MessageBuffer bytes = new MessageBuffer();
        Codecs.utf8().encode(key, bytes);
        return new EntryPlace(handle, bytes, key);
    }

    LongCell longCell(boolean ordered) {
        return new LongCell(place(handle(Codecs.int64(), ordered), "k"));
    }

    DoubleCell doubleCell(boolean ordered) {
        return new DoubleCell(place(handle(Codecs.float64(), ordered), "k"));
    }

    <V> MapCell<V> cell(Codec<V> codec, boolean ordered) {
        StoreHandle handle = handle(codec, ordered);
        return new MapCell<>(place(handle, "k"), new EntryCodec<>(handle, Codecs.utf8(), codec), codec);
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
