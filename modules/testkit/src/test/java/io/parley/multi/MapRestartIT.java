package io.parley.multi;

import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A map that nobody has open any more, or that was copied while somebody was in the middle of it, is what it was. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapRestartIT {
    private static final int ENTRIES = 2_000;
    private static final int LARGEST = 1 << 20;

    @TempDir
    Path directory;

    /** Puts everything, then changes one entry for ever. Arguments: domain, {@code end} or {@code go on}. */
    static final class Writer {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "writer")) {
                SharedMap<Long, byte[]> map = map(parley);
                for (int i = 0; i < ENTRIES; i++) {
                    map.put((long) i, value(i));
                }
                SharedMap<String, Long> ordered = ordered(parley);
                for (long i = 0; i < ENTRIES; i++) {
                    ordered.put("key-" + i * 7_919 % ENTRIES, i);
                }
                while (args[1].equals("go on")) {
                    map.put((long) ENTRIES, value(1));
                    map.remove((long) ENTRIES);
                }
            }
        }
    }

    private static SharedMap<Long, byte[]> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.bytes());
    }

    private static SharedMap<String, Long> ordered(Parley parley) {
        return parley.map("ordered", Codecs.utf8(), Codecs.int64(), options -> options.insertionOrder(true));
    }

    /** Of any length up to the largest that there can be. */
    private static byte[] value(int number) {
        byte[] value = new byte[number % 500 == 7 ? LARGEST : number % 97];
        Arrays.fill(value, (byte) number);
        return value;
    }

    @Test
    void shouldFindEverythingAfterAllHaveLeft() {
        Domains.child(Writer.class, domain(), "end").start().awaitExit(0, START);

        try (Parley parley = Domains.open(domain(), "test")) {
            requireEverything(parley);
        }
        assertThat(Domains.leftovers(domain())).isEmpty();
        assertThat(DomainVerifier.findings(domain())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP_ENTRY_HALF_WRITTEN", "MAP_SLOT_BEFORE_VERSION", "MAP_FREED_BEFORE_COUNT"})
    void shouldOpenACopyOfADomainThatSomebodyIsChanging(Failpoint point) throws Exception {
        ForkedJvm writer = Domains.child(Writer.class, domain(), "go on")
                .failAt(point, FailAction.STOP, point == Failpoint.MAP_FREED_BEFORE_COUNT ? 5 : 2 * ENTRIES + 101)
                .start();
        writer.awaitFailpoint(point, START);
        Path copy = directory.resolve("elsewhere").resolve("copy");
        RestartIT.copy(domain(), copy);

        // the copy's table names a process that lives, but not in the copy
        try (Parley parley = Domains.open(copy, "test");
                Parley original = Domains.open(domain(), "test")) {
            map(parley).remove((long) ENTRIES);
            requireEverything(parley);
            assertThat(DomainVerifier.findings(copy)).isEmpty();
            // and what happens to one does not happen to the other
            map(parley).put(0L, value(1));
            assertThat(map(original).get(0L)).isEqualTo(value(0));
            writer.kill();
            map(original).remove((long) ENTRIES);
            requireEverything(original);
        }
    }

    private static void requireEverything(Parley parley) {
        try (SharedMap<Long, byte[]> map = map(parley);
                SharedMap<String, Long> ordered = ordered(parley)) {
            assertThat(map).hasSize(ENTRIES);
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(map.get((long) i)).isEqualTo(value(i));
            }
            assertThat(ordered).hasSize(ENTRIES);
            long next = 0;
            for (String key : ordered.keySet()) {
                assertThat(key).isEqualTo("key-" + next++ * 7_919 % ENTRIES);
            }
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
