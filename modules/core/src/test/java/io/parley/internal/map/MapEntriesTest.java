package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapEntriesTest {
    private static final int BURST = 20;
    private static final int BURSTS = 100;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static MapEntries entries(SharedMap<?, ?> map) {
        return new MapEntries(MapGlance.of(map.path()));
    }

    private static byte[] utf8(String text) {
        MessageBuffer message = new MessageBuffer();
        Codecs.utf8().encode(text, message);
        return Arrays.copyOf(message.array(), message.length());
    }

    private static String text(byte[] bytes) {
        MessageBuffer message = new MessageBuffer();
        message.writeBytes(bytes, 0, bytes.length);
        return Codecs.utf8().decode(message);
    }

    private static Map<String, String> read(MapEntries entries) {
        Map<String, String> found = new TreeMap<>();
        entries.forEach(entry ->
                assertThat(found.put(text(entry.key()), text(entry.value()))).isNull());
        assertThat(entries.damaged()).isZero();
        return found;
    }

    @Test
    void shouldFindWhatWasPut() {
        SharedMap<String, String> map = parley.map("m", Codecs.utf8(), Codecs.utf8());
        MapEntries entries = entries(map);
        assertThat(read(entries)).isEmpty();

        map.put("a", "1");
        map.put("b", "");
        map.put("gone", "2");
        map.remove("gone");

        assertThat(read(entries)).containsExactly(Map.entry("a", "1"), Map.entry("b", ""));
        assertThat(entries.disturbed()).isZero();
        assertThat(text(entries.find(utf8("a")).value())).isEqualTo("1");
        assertThat(entries.find(utf8("gone"))).isNull();
    }

    @Test
    void shouldShowEntriesInTheirOrder() {
        SharedMap<String, String> map =
                parley.map("m", Codecs.utf8(), Codecs.utf8(), options -> options.insertionOrder(true));
        for (int i = 100; i > 0; i--) {
            map.put("k" + i, "v" + i);
        }

        List<String> keys = new ArrayList<>();
        entries(map).forEach(entry -> keys.add(text(entry.key())));

        assertThat(keys).containsExactlyElementsOf(map.keySet());
        assertThat(text(entries(map).find(utf8("k7")).value())).isEqualTo("v7");
    }

    @Test
    void shouldSeeEachStripeAtOneMomentWhileTheMapGrows() throws Exception {
        SharedMap<String, String> map = parley.map("m", Codecs.utf8(), Codecs.utf8(), options -> options.stripes(1));
        map.put("first", "0");
        map.put("second", "0");
        MapEntries entries = entries(map);
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> writer = Background.run(() -> {
            for (int i = 1; !stop.get(); i++) {
                for (int k = 0; k < BURST && i <= BURSTS; k++) {
                    map.put("more" + i + "-" + k, "x");
                }
                map.put("first", Integer.toString(i));
                map.put("second", Integer.toString(i));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // so that there are moments to look
            }
        });
        long moves = MapGlance.of(map.path()).moves();
        int whole = 0;
        while (whole < 50 || MapGlance.of(map.path()).entries() < BURST * BURSTS) {
            Map<String, String> found = read(entries);
            if (entries.disturbed() > 0) {
                continue;
            }
            whole++;
            int first = Integer.parseInt(found.get("first"));
            int second = Integer.parseInt(found.get("second"));
            assertThat(first - second).isBetween(0, 1);
            assertThat(found.keySet())
                    .filteredOn(key -> key.startsWith("more"))
                    .hasSizeBetween(Math.min(first, BURSTS) * BURST, Math.min(first + 1, BURSTS) * BURST);
        }
        stop.set(true);
        writer.result();
        assertThat(MapGlance.of(map.path()).moves()).isGreaterThan(moves);
    }

    @Test
    void shouldReadWhatAWriterLeftThatDiedInTheMiddle() throws IOException {
        SharedMap<String, String> map = parley.map("m", Codecs.utf8(), Codecs.utf8(), options -> options.stripes(1));
        map.put("a", "1");
        Memory state = TestFiles.map(map.path().resolve(MapLayout.STATE_FILE));
        int version = MapLayout.stripe(0) + MapLayout.VERSION;

        state.putLongVolatile(version, state.getLongVolatile(version) + 1);

        MapEntries entries = entries(map);
        assertThat(read(entries)).containsExactly(Map.entry("a", "1"));
        assertThat(entries.disturbed()).isEqualTo(1);
        state.putLongVolatile(version, state.getLongVolatile(version) + 1);
    }
}
