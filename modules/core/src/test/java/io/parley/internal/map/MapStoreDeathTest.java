package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.files;
import static io.parley.internal.map.StoreFixture.number;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers that die. What another process does is a few stores. */
@Timeout(60)
class MapStoreDeathTest {
    private static final int ENTRIES = 30;

    @TempDir
    Path directory;

    private final MessageBuffer out = new MessageBuffer();
    private StoreFixture domain;
    private MapStore store;
    private OtherProcess other;
    private Memory state;

    @BeforeEach
    void open() throws IOException {
        domain = new StoreFixture(directory);
        store = domain.open("book", StoreFixture.config(1));
        for (long i = 0; i < ENTRIES; i++) {
            store.put(number(i), number(i), null);
        }
        other = OtherProcess.join(directory, "other");
        state = TestFiles.map(store.file().path());
    }

    @AfterEach
    void close() {
        other.close();
        domain.close();
    }

    private Segment segment() {
        return store.core().stripe(0).segment();
    }

    /** What has happened once the other process took a lock and died. */
    private void die(int lock) {
        state.putIntVolatile(lock, other.owner());
        other.kill();
    }

    private void dieInStripe() {
        die(MapLayout.stripe(0));
    }

    private void checkAllButThoseFrom(long missing) {
        for (long i = 0; i < missing; i++) {
            assertThat(store.get(number(i), out)).isTrue();
            assertThat(out.readLong()).isEqualTo(i);
        }
        assertThat(store.size()).isEqualTo(missing);
        assertThat(SegmentCheck.of(segment()).isClean()).isTrue();
        assertThat(state.getLongVolatile(MapLayout.REPAIRS)).isEqualTo(1);
    }

    @Test
    void shouldFreeWhatADeadWriterHadTakenAndNotUsed() {
        int used = segment().usedChunks();
        int chunk = segment().allocate(3);
        segment().write(chunk, number(99), 0, number(99));
        dieInStripe();

        assertThat(store.get(number(1), out)).isTrue();
        store.put(number(1), number(1), null);

        assertThat(segment().usedChunks()).isEqualTo(used);
        checkAllButThoseFrom(ENTRIES);
    }

    @Test
    void shouldCountWhatADeadWriterHadPutAndNotCounted() {
        MessageBuffer key = number(ENTRIES);
        long hash = Segment.hash(key);
        int chunk = segment().allocate(1);
        segment().write(chunk, key, hash, number(ENTRIES));
        segment().insert(hash, chunk);
        dieInStripe();

        assertThat(store.size()).isEqualTo(ENTRIES + 1);
        checkAllButThoseFrom(ENTRIES + 1);
    }

    @Test
    void shouldLetReadersGoOnWhereADeadWriterHadStoppedThem() {
        state.putLongVolatile(
                MapLayout.stripe(0) + MapLayout.VERSION,
                state.getLongVolatile(MapLayout.stripe(0) + MapLayout.VERSION) + 1);
        dieInStripe();

        checkAllButThoseFrom(ENTRIES);
        assertThat(state.getLongVolatile(MapLayout.stripe(0) + MapLayout.VERSION) % 2)
                .isZero();
    }

    @Test
    void shouldGoOnWithADeadOnesClearing() {
        state.putIntVolatile(MapLayout.stripe(0) + MapLayout.CLEARING, 1);
        segment().removeSlot(segment().find(number(1), Segment.hash(number(1))));
        dieInStripe();

        assertThat(store.containsKey(number(2))).isTrue(); // nothing is gone before all of it is
        store.put(number(3), number(3), null);

        assertThat(StoreFixture.all(store)).hasSize(1);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void shouldTellWaitersWhatADeadWriterChanged() throws Exception {
        long seen = store.version(number(1));
        Background<Boolean> waiter = Background.call(() -> store.awaitChange(number(1), seen, SECONDS.toNanos(50)));
        waiter.awaitAsleep();
        dieInStripe();

        assertThat(waiter.result()).isTrue();
        checkAllButThoseFrom(ENTRIES);
    }

    @Test
    void shouldFinishAMoveThatADeadProcessHadBegun() throws IOException {
        long target = state.getLongVolatile(MapLayout.TARGET);
        store.core().generations().create(target + 1, new SegmentSize(64, 128));
        state.putLongVolatile(MapLayout.TARGET, target + 1);
        die(MapLayout.GROWTH_LOCK);

        assertThat(store.get(number(1), out)).isTrue();
        MapStore again = domain.open("book", StoreFixture.config(1));

        assertThat(again.size()).isEqualTo(ENTRIES);
        assertThat(files(store)).isEqualTo("data." + (target + 1) + " state.parley");
        for (long i = 0; i < 10 * ENTRIES; i++) {
            store.put(number(i), number(i), null);
        }
        assertThat(store.size()).isEqualTo(10 * ENTRIES);
        assertThat(files(store)).matches("data\\.\\d+ state\\.parley");
    }

    @Test
    void shouldFindALargerFileIfWhatIsToBeMovedHasGrownMeanwhile() throws IOException {
        for (long i = 0; i < 100; i++) {
            store.put(number(i), number(i), null);
        }
        long target = state.getLongVolatile(MapLayout.TARGET);
        store.core().generations().create(target + 1, new SegmentSize(64, 64));
        state.putLongVolatile(MapLayout.TARGET, target + 1);
        die(MapLayout.GROWTH_LOCK);

        store.compact();

        assertThat(store.size()).isEqualTo(100);
        assertThat(StoreFixture.all(store)).hasSize(100);
        assertThat(files(store)).matches("data\\.\\d+ state\\.parley");
    }

    @Test
    void shouldBeginAnewWhereTheFirstFileWasNotSaidToBeThere() throws IOException {
        domain.close();
        Files.copy(directory.resolve("book.map/data.1"), directory.resolve("copy"));
        domain = new StoreFixture(directory);
        MapStore empty = domain.open("empty", StoreFixture.config(1));
        Memory words = TestFiles.map(empty.file().path());
        words.putLongVolatile(MapLayout.TARGET, 0);
        words.putLongVolatile(MapLayout.stripe(0) + MapLayout.HOME, 0);
        Files.delete(directory.resolve("empty.map/data.1"));
        Files.move(directory.resolve("copy"), directory.resolve("empty.map/data.1"));

        MapStore again = domain.open("empty", StoreFixture.config(1));

        assertThat(again.size()).isZero();
        assertThat(again.put(number(1), number(1), null)).isFalse();
        assertThat(again.size()).isEqualTo(1);
    }

    @Test
    void shouldRemoveWhatIsLeftOfOldGenerationsWhenItIsOpened() throws IOException {
        Files.copy(directory.resolve("book.map/data.1"), directory.resolve("book.map/data.7"));
        Files.createFile(directory.resolve("book.map/data.1.damaged"));
        die(MapLayout.GROWTH_LOCK);

        domain.open("book", StoreFixture.config(1));

        assertThat(files(store)).isEqualTo("data.1 data.1.damaged state.parley");
    }

    @Test
    void shouldRemoveAFileOfWhichADeadMoverToldNobodyAlsoIfNothingIsToBeMoved() throws IOException {
        store.compact();
        long target = state.getLongVolatile(MapLayout.TARGET);
        store.core().generations().create(target + 1, new SegmentSize(64, 128));
        die(MapLayout.GROWTH_LOCK);

        store.compact();

        assertThat(state.getLongVolatile(MapLayout.TARGET)).isEqualTo(target);
        assertThat(files(store)).isEqualTo("data." + target + " state.parley");
        assertThat(store.size()).isEqualTo(ENTRIES);
    }
}
