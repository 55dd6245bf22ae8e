package io.parley.multi;

import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is stopped (SIGSTOP) in the middle of writing, and one that is killed there and that nobody has come
 * across yet, hold up nobody but those who write in the same stripe; and those only while it lives.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapStoppedIT {
    private static final int ENTRIES = 64;
    private static final long WRITTEN = 5;
    /** For whoever is held up, to be sure that it is. */
    private static final int MOMENT_MS = 200;

    @TempDir
    Path directory;

    /** Writes one key. Arguments: domain. */
    static final class Writer {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "writer")) {
                map(parley).put(WRITTEN, -WRITTEN);
            }
        }
    }

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.int64(), options -> options.stripes(4));
    }

    private static SharedMap<Long, Long> filled(Parley parley) {
        SharedMap<Long, Long> map = map(parley);
        for (long i = 0; i < ENTRIES; i++) {
            map.put(i, i);
        }
        return map;
    }

    private ForkedJvm writer(Failpoint point, FailAction action) {
        ForkedJvm writer =
                Domains.child(Writer.class, directory).failAt(point, action).start();
        writer.awaitFailpoint(point, START);
        return writer;
    }

    /** Everything can be read, and the key that is being written is old or new. */
    private static void requireReadable(SharedMap<Long, Long> map) {
        for (long i = 0; i < ENTRIES; i++) {
            assertThat(map.get(i)).isIn(i == WRITTEN ? List.of(i, -i) : List.of(i));
        }
        int[] entries = {0};
        map.forEachEntry((key, value) -> entries[0]++);
        assertThat(entries[0]).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP_ENTRY_HALF_WRITTEN", "MAP_SLOT_BEFORE_VERSION"})
    void shouldHoldUpNobodyButWritersOfItsStripe(Failpoint point) throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, Long> map = filled(parley)) {
            ForkedJvm writer = writer(point, FailAction.STOP);
            requireReadable(map);

            // when everybody else is written as well, each in a thread of its own
            List<Thread> writers = new ArrayList<>();
            for (long i = 0; i < ENTRIES; i++) {
                long key = i;
                Thread thread = new Thread(() -> map.put(key, key), "key-" + key);
                thread.start();
                writers.add(thread);
            }
            await().until(() -> held(writers) < ENTRIES / 2);
            TimeUnit.MILLISECONDS.timedJoin(writers.get((int) WRITTEN), MOMENT_MS);

            // then those of one stripe of four wait, and nobody is interrupted out of it
            assertThat(writers.get((int) WRITTEN).isAlive()).isTrue();
            assertThat(held(writers)).isGreaterThan(1);
            writers.get((int) WRITTEN).interrupt();
            TimeUnit.MILLISECONDS.timedJoin(writers.get((int) WRITTEN), MOMENT_MS);
            assertThat(writers.get((int) WRITTEN).isAlive()).isTrue();
            requireReadable(map);

            writer.resume();
            writer.awaitExit(0, START);
            for (Thread thread : writers) {
                thread.join();
            }
            assertThat(map.get(WRITTEN)).isEqualTo(WRITTEN);
            assertThat(map).hasSize(ENTRIES);
        }
    }

    private static int held(List<Thread> writers) {
        return (int) writers.stream().filter(Thread::isAlive).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP_ENTRY_HALF_WRITTEN", "MAP_SLOT_BEFORE_VERSION", "MAP_VERSION_BEFORE_FREE"})
    void shouldBeReadableBeforeAnybodyRepairs(Failpoint point) {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, Long> map = filled(parley)) {
            writer(point, FailAction.KILL);

            requireReadable(map);
            assertThat(map.put(WRITTEN, WRITTEN))
                    .isEqualTo(point == Failpoint.MAP_ENTRY_HALF_WRITTEN ? WRITTEN : -WRITTEN);

            assertThat(map).hasSize(ENTRIES);
            requireReadable(map);
        }
    }

    @Test
    void shouldTellOfAChangeWhoseWriterDiedBeforeItCould() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, Long> map = filled(parley)) {
            AtomicReference<Object> result = new AtomicReference<>();
            Thread waiter = new Thread(
                    () -> {
                        try {
                            result.set(map.awaitChange(WRITTEN, WRITTEN));
                        } catch (InterruptedException e) {
                            result.set(e);
                        }
                    },
                    "map-waiter");
            waiter.start();
            Sleepers.await("map-waiter", 1);

            writer(Failpoint.MAP_BEFORE_WAKE, FailAction.KILL);

            waiter.join();
            assertThat(result.get()).isEqualTo(-WRITTEN);
        }
    }

    /** Puts so much that the map grows. Arguments: domain. */
    static final class Grower {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "grower")) {
                SharedMap<Long, Long> map = map(parley);
                for (long i = ENTRIES; i < 100 * ENTRIES; i++) {
                    map.put(i, i);
                }
            }
        }
    }

    /** At the second passing two stripes have moved, or one has and the next one is about to. */
    @ParameterizedTest
    @EnumSource(names = {"MAP_GROW_HALF_COPIED", "MAP_GROW_HOME_SET", "MAP_GROW_STRIPE_MOVED"})
    void shouldReadThroughAMoveThatStandsStill(Failpoint point) {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, Long> map = filled(parley)) {
            ForkedJvm grower = Domains.child(Grower.class, directory)
                    .failAt(point, FailAction.STOP, 2)
                    .start();
            grower.awaitFailpoint(point, START);

            for (long i = 0; i < ENTRIES; i++) {
                assertThat(map.get(i)).isEqualTo(i);
            }
            long entries = map.longSize();
            int[] seen = {0};
            map.forEachEntry((key, value) -> seen[0]++);
            assertThat(seen[0]).isEqualTo(entries);

            grower.kill();
            for (long i = 0; i < 2 * entries; i++) {
                map.put(i, -i);
            }
            assertThat(map).hasSize((int) (2 * entries));
            for (long i = 0; i < 2 * entries; i++) {
                assertThat(map.get(i)).isEqualTo(-i);
            }
        }
    }

    @Test
    void shouldGoOnInAnInterruptedThreadWhateverHasToBeOpenedForIt() throws Exception {
        try (Parley parley = Domains.open(directory, "test");
                SharedMap<Long, Long> map = filled(parley)) {
            runInterrupted(() -> {
                for (long i = ENTRIES; i < 100 * ENTRIES; i++) {
                    map.put(i, i);
                }
                map.compact();
                return map.size();
            });

            // another process moved it: this one has to open what it moved to
            ForkedJvm other = Domains.child(Compactor.class, directory).start();
            other.awaitExit(0, START);
            assertThat(runInterrupted(() -> map.get(WRITTEN))).isEqualTo(WRITTEN);
            assertThat(runInterrupted(() -> map.put(WRITTEN, WRITTEN))).isEqualTo(WRITTEN);
            assertThat(map).hasSize(ENTRIES);
        }
    }

    /** Removes what others put, and compacts. Arguments: domain. */
    static final class Compactor {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "compactor");
                    SharedMap<Long, Long> map = map(parley)) {
                for (long i = ENTRIES; i < 100 * ENTRIES; i++) {
                    map.removeKey(i);
                }
                map.compact();
            }
        }
    }

    /** The interrupt is still there afterwards. */
    private static Object runInterrupted(Supplier<Object> work) throws InterruptedException {
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            Object found;
            try {
                found = work.get();
            } catch (Throwable e) {
                found = e;
            }
            result.set(Thread.interrupted() ? found : "lost its interrupt");
        });
        thread.start();
        thread.join();
        if (result.get() instanceof Throwable e) {
            throw new AssertionError(e);
        }
        return result.get();
    }
}
