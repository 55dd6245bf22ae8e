package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.bytes;
import static io.parley.internal.map.StoreFixture.files;
import static io.parley.internal.map.StoreFixture.get;
import static io.parley.internal.map.StoreFixture.number;
import static io.parley.internal.map.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapStoreTest {
    @TempDir
    Path directory;

    private StoreFixture domain;
    private MapStore store;
    private final MessageBuffer out = new MessageBuffer();

    @BeforeEach
    void open() {
        domain = new StoreFixture(directory);
        store = domain.open("prices");
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldGiveBackWhatWasPut() {
        assertThat(store.put(text("a"), text("1"), out)).isFalse();
        assertThat(out.length()).isZero();
        assertThat(store.put(text("a"), text("22"), out)).isTrue();
        assertThat(text(out)).isEqualTo("1");

        assertThat(get(store, "a")).isEqualTo("22");
        assertThat(store.containsKey(text("a"))).isTrue();
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.get(text("b"), out)).isFalse();
        assertThat(out.length()).isZero();
    }

    @Test
    void shouldPutIfAbsentOnlyThen() {
        assertThat(store.putIfAbsent(text("a"), text("1"), out)).isTrue();
        assertThat(out.length()).isZero();
        assertThat(store.putIfAbsent(text("a"), text("2"), out)).isFalse();
        assertThat(text(out)).isEqualTo("1");
        assertThat(get(store, "a")).isEqualTo("1");
    }

    @Test
    void shouldRemove() {
        store.put(text("a"), text("1"), null);

        assertThat(store.remove(text("a"), out)).isTrue();
        assertThat(text(out)).isEqualTo("1");
        assertThat(store.remove(text("a"), out)).isFalse();
        assertThat(out.length()).isZero();
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldKeepKeysAndValuesOfEveryLength() {
        int[] lengths = {0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 1000, 16_383, 16_384, 1 << 20, MapCore.MAX_LENGTH};
        for (int length : lengths) {
            store.put(bytes(new byte[length]), text("key of " + length), null);
            store.put(text("value of " + length), bytes(new byte[length]), null);
        }

        for (int length : lengths) {
            assertThat(store.get(bytes(new byte[length]), out)).isTrue();
            assertThat(text(out)).isEqualTo("key of " + length);
            assertThat(store.get(text("value of " + length), out)).isTrue();
            assertThat(bytes(out)).isEqualTo(new byte[length]);
        }
        assertThat(store.size()).isEqualTo(2L * lengths.length);
    }

    @Test
    void shouldRefuseWhatIsTooLargeAndSayHowMuchIsAllowed() {
        MessageBuffer large = bytes(new byte[MapCore.MAX_LENGTH + 1]);
        assertThatThrownBy(() -> store.put(text("a"), large, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prices.map")
                .hasMessageContaining("value bytes=1052673")
                .hasMessageContaining("allowed=1052672");
        assertThatThrownBy(() -> store.putIfAbsent(large, text("a"), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.update(text("a"), (current, next) -> {
                    next.writeBytes(large.array(), 0, large.length());
                    return Outcome.PUT;
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(store.size()).isZero();
    }

    @Test
    void shouldDoWhatAnUpdateDecides() {
        Outcome put = store.update(text("a"), (current, next) -> {
            assertThat(current).isNull();
            next.writeLong(1);
            return Outcome.PUT;
        });
        Outcome kept = store.update(text("a"), (current, next) -> {
            assertThat(current.readLong()).isEqualTo(1);
            next.writeLong(2);
            return Outcome.KEEP;
        });
        assertThat(store.get(text("a"), out)).isTrue();
        long between = out.readLong();
        Outcome removed = store.update(text("a"), (current, next) -> Outcome.REMOVE);

        assertThat(put).isEqualTo(Outcome.PUT);
        assertThat(kept).isEqualTo(Outcome.KEEP);
        assertThat(between).isEqualTo(1);
        assertThat(removed).isEqualTo(Outcome.REMOVE);
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldLeaveAnEntryAsItWasWhenAnUpdateThrows() throws Exception {
        store.put(text("a"), text("1"), null);

        assertThatThrownBy(() -> store.update(text("a"), (current, next) -> {
                    next.writeLong(2);
                    throw new UnsupportedOperationException("no");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(get(store, "a")).isEqualTo("1");
        Thread other = new Thread(() -> store.put(text("a"), text("2"), null));
        other.start();
        other.join();
        assertThat(get(store, "a")).isEqualTo("2");
    }

    @Test
    void shouldRefuseAnUpdateInAnUpdateOfTheSameMap() {
        MapStore again = domain.open("prices");
        MapStore another = domain.open("others");

        Outcome outcome = store.update(text("a"), (current, next) -> {
            for (int i = 0; i < 10; i++) {
                MessageBuffer key = number(i);
                assertThatThrownBy(() -> store.put(key, text("1"), null))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("recursive update");
                assertThatThrownBy(() -> again.update(key, (c, n) -> Outcome.REMOVE))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(store.get(key, out)).isFalse();
            }
            assertThatThrownBy(store::clear).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(store::compact).isInstanceOf(IllegalStateException.class);
            assertThat(store.size()).isZero();
            another.update(text("a"), (c, n) -> {
                assertThatThrownBy(() -> store.remove(text("a"), null)).isInstanceOf(IllegalStateException.class);
                return Outcome.PUT;
            });
            next.writeByte('x');
            return Outcome.PUT;
        });

        assertThat(outcome).isEqualTo(Outcome.PUT);
        assertThat(get(store, "a")).isEqualTo("x");
        assertThat(get(another, "a")).isEmpty();
        store.put(text("b"), text("y"), null);
        assertThat(get(store, "b")).isEqualTo("y");
    }

    @Test
    void shouldDecideOnceEvenWhenTheMapMustGrowForTheValue() {
        store.put(text("a"), text("1"), null);
        int[] calls = {0};

        store.update(text("a"), (current, next) -> {
            calls[0]++;
            next.writeBytes(new byte[100_000], 0, 100_000);
            return Outcome.PUT;
        });

        assertThat(calls[0]).isEqualTo(1);
        assertThat(store.get(text("a"), out)).isTrue();
        assertThat(out.length()).isEqualTo(100_000);
    }

    @Test
    void shouldGrowAndShrinkAndKeepOneFile() throws IOException {
        for (long i = 0; i < 10_000; i++) {
            store.put(number(i), number(-i), null);
        }
        long grown = dataLength();
        for (long i = 100; i < 10_000; i++) {
            assertThat(store.remove(number(i), null)).isTrue();
        }

        store.compact();

        assertThat(dataLength()).isLessThan(grown / 10);
        assertThat(files(store)).matches("data\\.\\d+ state\\.parley");
        assertThat(store.size()).isEqualTo(100);
        for (long i = 0; i < 100; i++) {
            assertThat(store.get(number(i), out)).isTrue();
            assertThat(out.readLong()).isEqualTo(-i);
        }
    }

    private long dataLength() throws IOException {
        String data = files(store).split(" ")[0];
        return store.file().path().resolveSibling(data).toFile().length();
    }

    @Test
    void shouldClear() {
        for (long i = 0; i < 1000; i++) {
            store.put(number(i), number(i), null);
        }

        store.clear();

        assertThat(store.size()).isZero();
        assertThat(store.containsKey(number(1))).isFalse();
        store.put(number(1), number(2), null);
        assertThat(StoreFixture.all(store)).hasSize(1);
    }

    @Test
    void shouldHaveEverythingWhenItIsOpenedAgain() {
        for (long i = 0; i < 1000; i++) {
            store.put(number(i), text("v" + i), null);
        }
        long last = store.nextSequence();
        domain.close();

        domain = new StoreFixture(directory);
        store = domain.open("prices", StoreFixture.config(16));

        assertThat(store.stripes()).isEqualTo(2);
        assertThat(store.size()).isEqualTo(1000);
        assertThat(StoreFixture.all(store)).hasSize(1000).containsEntry(7L, "v7");
        assertThat(store.nextSequence()).isEqualTo(last + 1);
    }

    @Test
    void shouldRefuseToBeOpenedAsWhatItIsNot() {
        assertThatThrownBy(() -> domain.open("prices", new MapConfig(ObjectKind.MAP, "text", "bytes", false, 2, 0)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("key codec")
                .hasMessageContaining("found=bytes, expected=text");
        assertThatThrownBy(() -> domain.open("prices", new MapConfig(ObjectKind.MAP, "bytes", "int", false, 2, 0)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("value codec");
        assertThatThrownBy(() -> domain.open("prices", new MapConfig(ObjectKind.MAP, "bytes", "bytes", true, 2, 0)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=none, expected=insertion");
        assertThatThrownBy(() -> domain.open("odd", StoreFixture.config(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEndWithItsHandleAndWithItsMap() {
        MapStore other = domain.open("prices");
        store.put(text("a"), text("1"), null);

        store.close();
        assertThatThrownBy(() -> get(store, "a")).isInstanceOf(IllegalStateException.class);
        assertThat(get(other, "a")).isEqualTo("1");
        other.delete();

        assertThatThrownBy(() -> other.put(text("a"), text("1"), null)).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> other.get(text("a"), out)).isInstanceOf(ObjectDeletedException.class);
        assertThat(directory.resolve("prices.map")).doesNotExist();
        assertThat(domain.open("prices").size()).isZero();
    }
}
