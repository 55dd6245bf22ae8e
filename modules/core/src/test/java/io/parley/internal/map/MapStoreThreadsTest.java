package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.number;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MapStoreThreadsTest {
    private static final int THREADS = 4;

    @TempDir
    Path directory;

    private StoreFixture domain;
    private MapStore store;

    @BeforeEach
    void open() {
        domain = new StoreFixture(directory);
        store = domain.open("counts");
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private static Outcome increment(MessageBuffer current, MessageBuffer next) {
        next.writeLong(current == null ? 1 : current.readLong() + 1);
        return Outcome.PUT;
    }

    @Test
    void shouldCountEveryUpdateWhileItGrowsAndShrinks() throws Exception {
        int keys = 3_000;
        int rounds = 10;
        List<Background<Void>> writers = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t * keys / THREADS;
            writers.add(Background.run(() -> {
                for (int i = 0; i < keys * rounds; i++) {
                    store.update(number((first + i) % keys), MapStoreThreadsTest::increment);
                }
            }));
        }
        for (int i = 0; i < 10; i++) {
            store.compact();
        }
        for (Background<Void> writer : writers) {
            writer.result();
        }

        MessageBuffer out = new MessageBuffer();
        for (int i = 0; i < keys; i++) {
            assertThat(store.get(number(i), out)).isTrue();
            assertThat(out.readLong()).isEqualTo((long) THREADS * rounds);
        }
        assertThat(store.size()).isEqualTo(keys);
    }

    /** Each value is its key, as often as fits; one key is always there, the others come and go around it. */
    @Test
    void shouldNeverShowAReaderHalfAValueNorMissWhatIsThere() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        store.put(number(0), of(0, 10), null);
        List<Background<Long>> readers = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            readers.add(Background.call(() -> {
                MessageBuffer out = new MessageBuffer();
                long reads = 0;
                while (!done.get()) {
                    for (long key = 0; key < 60; key++) {
                        boolean there = store.get(number(key), out);
                        assertThat(there || key > 0).isTrue();
                        while (there && out.remaining() > 0) {
                            assertThat(out.readLong()).isEqualTo(key);
                        }
                        reads++;
                    }
                }
                return reads;
            }));
        }
        Background<Void> copier = Background.run(() -> {
            StripeCopy copy = new StripeCopy();
            while (!done.get()) {
                for (int stripe = 0; stripe < store.stripes(); stripe++) {
                    store.copyStripe(stripe, copy);
                    checkWhole(copy);
                }
            }
        });

        for (int i = 0; i < 40_000; i++) {
            long key = 1 + i * 31 % 59;
            if (i % 3 == 0) {
                store.remove(number(key), null);
            } else {
                store.put(number(key), of(key, i % 40), null);
            }
            store.put(number(0), of(0, i % 7), null);
            if (i % 5_000 == 0) {
                store.compact();
            }
        }
        done.set(true);

        for (Background<Long> reader : readers) {
            assertThat(reader.result()).isPositive();
        }
        copier.result();
    }

    private static MessageBuffer of(long key, int times) {
        MessageBuffer value = new MessageBuffer();
        for (int i = 0; i < times; i++) {
            value.writeLong(key);
        }
        return value;
    }

    private static void checkWhole(StripeCopy copy) {
        for (int n = 0; n < copy.count; n++) {
            assertThat(copy.entries.readInt()).isEqualTo(8);
            long key = copy.entries.readLong();
            for (int bytes = copy.entries.readInt(); bytes > 0; bytes -= 8) {
                assertThat(copy.entries.readLong()).isEqualTo(key);
            }
        }
        assertThat(copy.entries.remaining()).isZero();
    }

    @Test
    void shouldWaitForAChangeOfTheKeysStripe() throws Exception {
        long seen = store.version(number(1));
        assertThat(store.awaitChange(number(1), seen, MILLISECONDS.toNanos(30))).isFalse();
        Background<Boolean> waiter = Background.call(() -> store.awaitChange(number(1), seen, SECONDS.toNanos(60)));
        waiter.awaitAsleep();

        store.put(number(1), number(2), null);

        assertThat(waiter.result()).isTrue();
        assertThat(store.version(number(1))).isNotEqualTo(seen);
        assertThat(store.awaitChange(number(1), seen, 0)).isTrue();
    }

    @Test
    void shouldEndAWaitWhenTheMapIsDeleted() throws Exception {
        long seen = store.version(number(1));
        Background<Boolean> waiter = Background.call(() -> store.awaitChange(number(1), seen, SECONDS.toNanos(60)));
        waiter.awaitAsleep();

        domain.open("counts").delete();

        assertThat(waiter.failure()).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldEndAWaitWhenItsHandleIsClosed() throws Exception {
        long seen = store.version(number(1));
        Background<Boolean> waiter = Background.call(() -> store.awaitChange(number(1), seen, SECONDS.toNanos(60)));
        waiter.awaitAsleep();

        store.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("handle is closed");
    }

    @Test
    void shouldReadOtherEntriesInAnUpdateWhileOthersUpdateThem() throws Exception {
        store.put(number(1), number(1), null);
        store.put(number(2), number(2), null);
        CountDownLatch both = new CountDownLatch(2);
        List<Background<Long>> updates = new ArrayList<>();
        for (long key = 1; key <= 2; key++) {
            long mine = key;
            updates.add(Background.call(() -> {
                MessageBuffer other = new MessageBuffer();
                store.update(number(mine), (current, next) -> {
                    both.countDown();
                    store.get(number(3 - mine), other);
                    next.writeLong(current.readLong());
                    return Outcome.PUT;
                });
                both.await();
                return other.readLong();
            }));
        }

        assertThat(updates.get(0).result()).isEqualTo(2);
        assertThat(updates.get(1).result()).isEqualTo(1);
    }

    @Test
    void shouldDecideAgainIfTheEntryChangedWhileItWaitedForTheMapToGrow() throws Exception {
        store.put(number(1), number(1), null);
        CountDownLatch nobodyCanGrow = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        Background<Void> other = Background.run(() -> store.core().mover().whileNobodyMoves(() -> {
            nobodyCanGrow.countDown();
            awaitQuietly(decided);
            store.put(number(1), number(2), null);
        }));
        nobodyCanGrow.await();
        List<Long> seen = new ArrayList<>();

        store.update(number(1), (current, next) -> {
            seen.add(current.readLong());
            decided.countDown();
            next.writeLong(seen.size());
            next.writeBytes(new byte[50_000], 0, 50_000);
            return Outcome.PUT;
        });

        other.result();
        MessageBuffer out = new MessageBuffer();
        assertThat(seen).containsExactly(1L, 2L);
        assertThat(store.get(number(1), out)).isTrue();
        assertThat(out.readLong()).isEqualTo(2);
        assertThat(out.length()).isEqualTo(50_008);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
